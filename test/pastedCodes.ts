/** A code of groups with dashes, as it comes out of mails, notes, chats and screen readers. */
export function pastings(code: string): string[] {
  const groups = code.split('-')
  const digits = (zero: number) => code.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
  const fullWidth = code.replace(/[0-9A-Z]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
  return [
    ...['\u200b', '\u200e', '\u2060', '\u00ad', '\ufe0f', '\u2212', '\u2011', '\u3164'].map((sign) =>
      groups.join(sign),
    ),
    `\u202a${code}\u202c`,
    `\u2066${code}\u2069`,
    `${code},`,
    `${code}.`,
    `«${code}»`,
    `"${code}"`,
    `Kvitteringskode: ${code}`,
    `Koden min er ${code}.`,
    `kode=${groups.join('')}`,
    digits(0x660),
    digits(0x6f0),
    digits(0x1d7ce),
    fullWidth,
    fullWidth.toLowerCase(),
    code.replace(/\d/g, '$&\ufe0f\u20e3'),
  ]
}
