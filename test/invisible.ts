/** What people paste without knowing, or send on purpose: signs that leave nothing to be seen. */
export const invisible: Record<string, string> = {
  'zero-width space': '\u200b',
  'zero-width joiners': '\u200c\u200d',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'direction marks': '\u200e\u200f\u061c',
  'direction embeddings and overrides': '\u202a\u202b\u202c\u202d\u202e',
  'direction isolates': '\u2066\u2067\u2068\u2069',
  'soft hyphen': '\u00ad',
  'combining grapheme joiner': '\u034f',
  'Mongolian vowel separator': '\u180e',
  'Hangul fillers': '\u3164\u115f\u1160\uffa0',
  'empty Braille cell': '\u2800',
  'variation selectors': '\ufe0f\ufe0e\u{e0100}',
  tags: '\u{e0001}\u{e0061}\u{e007f}',
  'marks without a letter': '\u0301\u0308\u20e3\u093e\u0489',
  'invisible operators': '\u2061\u2062\u2063\u2064',
  'annotation signs': '\ufff9\ufffa\ufffb\ufffc',
  'music without a note': '\u{1d159}\u{1d173}',
  'control characters': '\0\u0001\u001b\u007f\u0085\u009f',
  'private use': '\ue000\u{f0000}',
  'unassigned places': '\u0378\uffff\u{e0fff}',
  spaces: ' \u00a0\u1680\u2003\u202f\u205f\u3000\t\n\u2028\u2029',
}

/** Long enough for any field that asks for a little more than a word. */
export const allInvisible = Object.values(invisible).join('')
