import fc from 'fast-check'

/** Numbers of nobody in particular, with right check digits of today or of 2032: plain, D-numbers, test registers. */
export function nationalIds(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2010-12-31'), noInvalidDate: true }),
      fc.constantFrom(0, 40),
      fc.constantFrom(0, 40, 65, 80),
      fc.nat(999),
      restsSince2032,
    )
    .map(([born, moreDay, moreMonth, person, rest]) => {
      const [year, month, day] = born.toISOString().slice(0, 10).split('-').map(Number)
      const date = [(day ?? 0) + moreDay, (month ?? 0) + moreMonth, (year ?? 0) % 100]
      const nine =
        date.map((part) => String(part).padStart(2, '0')).join('') + String(person).padStart(3, '0')
      const first = checkDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2], rest)
      return `${nine}${first}${checkDigit(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])}`
    })
    .filter((digits) => digits.length === 11)
}

export function accountNumbers(): fc.Arbitrary<string> {
  return fc
    .integer({ min: 9_000_000_000, max: 9_999_999_999 })
    .map((ten) => `${ten}${checkDigit(String(ten), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])}`)
    .filter((digits) => digits.length === 11)
}

/** From 2032 on the first check digit may leave up to three over. */
const restsSince2032 = fc.nat(3)

/** Ten, which no digit can show, makes the number too long, and it is left out. */
function checkDigit(digits: string, weights: number[], rest = 0): number {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return (11 + rest - (sum % 11)) % 11
}
