/** Whether `text` is a dotted IPv4 address in the one form that the kernel prints. */
export function isAddress(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

/** Whether an IPv4 address is in a range `10.244.1.0/24`. */
export function inRange(address: string, cidr: string): boolean {
  const [base = '', bits = '32'] = cidr.split('/')
  const shift = 2 ** (32 - Number(bits))
  return Math.floor(toNumber(address) / shift) === Math.floor(toNumber(base) / shift)
}

/** The `index`th address of a range; 0 is its base. */
export function addressAt(cidr: string, index: number): string {
  const [base = ''] = cidr.split('/')
  return toAddress(toNumber(base) + index)
}

/** How many addresses a range has. */
export function sizeOf(cidr: string): number {
  const [, bits = '32'] = cidr.split('/')
  return 2 ** (32 - Number(bits))
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')
}
