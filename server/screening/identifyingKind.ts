export type IdentifyingKind =
  | 'national_id'
  | 'phone'
  | 'email'
  | 'address'
  | 'postcode'
  | 'account_number'
  | 'student_number'
  | 'handle'
  | 'link'
  | 'person'
  | 'place'
  | 'combination'
  | 'reference'
  | 'birth_date'
  | 'room'
  | 'workplace'
  | 'circumstance'

/** Offsets are UTF-16 units of the text that was searched, so that `text` is its slice. */
export type Identifying = { kind: IdentifyingKind; start: number; end: number; text: string }
