export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** An amount such as `100m` or `1Gi`: exact, a count of 10^-9. Source of all rules: apimachinery `resource.Quantity`. */
export interface Quantity {
  readonly nanos: bigint
  readonly format: QuantityFormat
  /** As it was written, where Kubernetes keeps that. */
  readonly text?: string
}

/** Nothing finer than 10^-9 is kept; the rest is rounded up. */
export const fractionDigits = 9

/** A text that is no quantity; the message is Kubernetes' own. */
export class QuantityError extends Error {}

const wrongFormat =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const wrongSuffix = "unable to parse quantity's suffix"
const maxInt64 = 2n ** 63n - 1n

/** Reads a trimmed text (`resource.ParseQuantity`). Throws a QuantityError. */
export function readQuantity(text: string): Quantity {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/.exec(text)
  if (text === '' || parts === null) throw new QuantityError(wrongFormat)
  const [, sign = '', integer = '', fraction = '', suffix = ''] = parts
  const unit = unitOf(suffix)
  if (unit === null) throw new QuantityError(wrongSuffix)
  const nanos = nanosOf(`${integer}${fraction}`, fraction.length, unit)
  const capped = unit.format === 'BinarySI' ? smaller(nanos, maxInt64 * 10n ** 9n) : nanos
  const below1 = unit.format === 'BinarySI' && capped > 0n && capped < 10n ** 9n
  return {
    nanos: sign === '-' ? -capped : capped,
    format: below1 ? 'DecimalSI' : unit.format,
    ...(text === '0' || keepsText(integer === '' ? '0' : integer, fraction, unit) ? { text } : {}),
  }
}

interface Unit {
  readonly base: 2 | 10
  readonly exponent: number
  readonly format: QuantityFormat
}

const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
const binaryExponents: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }

function unitOf(suffix: string): Unit | null {
  const decimal = decimalExponents[suffix]
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: 'DecimalSI' }
  const binary = binaryExponents[suffix]
  if (binary !== undefined) return { base: 2, exponent: binary, format: 'BinarySI' }
  const [, exponent] = /^[eE]([-+]?\d{1,4})$/.exec(suffix) ?? []
  return exponent === undefined ? null : { base: 10, exponent: Number(exponent), format: 'DecimalExponent' }
}

function nanosOf(digits: string, decimals: number, { base, exponent }: Unit): bigint {
  const amount = BigInt(digits === '' ? '0' : digits) * (base === 2 ? 2n ** BigInt(exponent) : 1n)
  const power = fractionDigits - decimals + (base === 10 ? exponent : 0)
  if (power >= 0) return amount * 10n ** BigInt(power)
  const divisor = 10n ** BigInt(-power)
  return amount / divisor + (amount % divisor === 0n ? 0n : 1n)
}

/** Kubernetes keeps a text that it can see is canonical without computing: few digits, a whole thousand power. */
function keepsText(integer: string, fraction: string, { base, exponent }: Unit): boolean {
  const digits = `${integer}${fraction}`
  if (base === 2) {
    const value = BigInt(digits)
    const room = 15 - integer.length - Math.trunc((exponent * 3) / 10) - 1
    return fraction === '' && room >= 0 && exponent % 10 === 0 && (value & 7n) !== 0n
  }
  const scale = exponent - fraction.length
  if (digits.length > 18 || scale < -fractionDigits) return false
  return scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
