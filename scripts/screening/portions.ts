import { readFileSync } from 'node:fs'
import portions from '../../content/screening/portions.json' with { type: 'json' }

export type Label = 'alarm' | 'look' | 'near' | 'plain'
export type Line = {
  portion: string
  share: number
  label: Label
  language: string
  kind: string
  text: string
}
export type Portion = { name: string; trained: boolean; independent: boolean; share: number }

/** The portions of one subject («danger», «identifying»), by what content/screening/portions.json says of them. */
export function portionsOf(subject: string): Portion[] {
  return portions.portions
    .filter(({ file }) => file.startsWith(`${subject}-`))
    .map(({ file, ...portion }) => ({ name: file.replace(/\.tsv$/, ''), ...portion }))
}

/** In the files a line break is written `\n`. */
export function linesOf({ name, share }: Portion): Line[] {
  const file = new URL(`../../content/screening/${name}.tsv`, import.meta.url)
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [label = '', language = '', kind = '', text = ''] = line.split('\t')
    return {
      portion: name,
      share,
      label: label as Label,
      language,
      kind,
      text: text.replaceAll(String.raw`\n`, '\n'),
    }
  })
}
