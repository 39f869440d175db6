import { describeError } from '../lib/describeError.ts'
import type { Log } from './log.ts'

/**
 * What nobody caught is told by its class and place alone, and ends the process: Node would print the message,
 * which may quote what a person wrote. Warnings likewise (one of them quotes the address that was asked for).
 */
export function watchProcess(log: Log) {
  const giveUp = (event: string) => (error: unknown) => {
    log.error({ event, ...describeError(error) })
    process.exit(1)
  }
  process.on('uncaughtException', giveUp('uncaught_exception'))
  process.on('unhandledRejection', giveUp('unhandled_rejection'))
  process.removeAllListeners('warning')
  process.on('warning', (warning) => log.error({ event: 'warning', ...describeError(warning) }))
}
