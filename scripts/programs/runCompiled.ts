import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'

/** Starts `server.cjs` beside it with V8's compiled code, which the first server that is asked to stop leaves there. */
const filename = path.join(path.dirname(process.argv[1] ?? ''), 'server.cjs')
const compiled = `${filename}.compiled`

// As from Node 21 on: without it pg loads all of fetch to find out where it is, a quarter of the start.
if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: { userAgent: 'Node.js' } })

const source = `(function (require, module, exports) {${readFileSync(filename, 'utf8')}\n})`
const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined
const script = new Script(source, { filename, cachedData })
if (!cachedData)
  process.on('exit', () => {
    writeFileSync(compiled + process.pid, script.createCachedData())
    renameSync(compiled + process.pid, compiled)
  })
const module = { exports: {} }
script.runInThisContext()(createRequire(filename), module, module.exports)
