import { fractionDigits, readQuantity, type Quantity, type QuantityFormat } from './quantity-reading.ts'

/** Reads a quantity as the API does. Throws a QuantityError with Kubernetes' text. */
export function parseQuantity(value: string | number): Quantity {
  return readQuantity(String(value).trim())
}

/** `value` as the API answers it: `1000m` is `1`, `1024Mi` is `1Gi`, `1.5Gi` is `1536Mi`. Throws a QuantityError. */
export function canonicalQuantity(value: string | number): string {
  return quantityText(parseQuantity(value))
}

/** The shortest form in the quantity's own family of suffixes (`Quantity.CanonicalizeBytes`). */
export function quantityText({ nanos, format, text }: Quantity): string {
  if (text !== undefined) return text
  if (nanos === 0n) return '0'
  const small = nanos > -1024n * one && nanos < 1024n * one
  if (format === 'BinarySI' && !small && nanos % one === 0n) return binaryText(nanos / one)
  return decimalText(nanos, format)
}

/** Below zero when `a` is less. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nanos === b.nanos) return 0
  return a.nanos < b.nanos ? -1 : 1
}

/** The sum, in the first one's format unless that is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format }
}

/** Units, rounded up (away from zero). */
export function quantityValue({ nanos }: Quantity): number {
  return Number(roundedUp(nanos, one))
}

/** Thousandths, rounded up (away from zero): millicores. */
export function milliValue({ nanos }: Quantity): number {
  return Number(roundedUp(nanos, one / 1000n))
}

const one = 10n ** BigInt(fractionDigits)
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']

function binaryText(units: bigint): string {
  let amount = units
  let power = 0
  while (amount % 1024n === 0n) {
    amount /= 1024n
    power += 1
  }
  return `${amount}${binarySuffixes[power] ?? ''}`
}

function decimalText(nanos: bigint, format: QuantityFormat): string {
  let amount = nanos
  let exponent = -fractionDigits
  while (amount % 1000n === 0n) {
    amount /= 1000n
    exponent += 3
  }
  if (format === 'DecimalExponent') return exponent === 0 ? `${amount}` : `${amount}e${exponent}`
  return `${amount}${decimalSuffixes[exponent / 3 + 3] ?? ''}`
}

function roundedUp(nanos: bigint, unit: bigint): bigint {
  const whole = nanos / unit
  if (nanos % unit === 0n) return whole
  return nanos > 0n ? whole + 1n : whole - 1n
}
