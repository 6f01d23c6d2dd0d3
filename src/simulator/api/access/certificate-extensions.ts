import { createHash, type KeyObject } from 'node:crypto'
import { parseIp } from '../meta/ip-parsing.ts'
import { bitString, der, derTrue, objectIdentifier, octetString, sequence } from './der.ts'

/** An extension that a reader must understand, or may ignore. Numbers: RFC 5280. */
function extension(oid: string, isCritical: boolean, value: Uint8Array): Buffer {
  return sequence(objectIdentifier(oid), ...(isCritical ? [derTrue] : []), octetString(value))
}

export function basicConstraints(isAuthority: boolean): Buffer {
  return extension('2.5.29.19', true, sequence(...(isAuthority ? [derTrue] : [])))
}

/** Signatures and key encipherment; an authority's also signs certificates. */
export function keyUsage(isAuthority: boolean): Buffer {
  const bits = isAuthority ? bitString(Buffer.from([0xa4]), 2) : bitString(Buffer.from([0xa0]), 5)
  return extension('2.5.29.15', true, bits)
}

export function extendedKeyUsage(usage: 'server' | 'client'): Buffer {
  const oid = usage === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2'
  return extension('2.5.29.37', false, sequence(objectIdentifier(oid)))
}

export function subjectKeyIdentifier(key: KeyObject): Buffer {
  return extension('2.5.29.14', false, octetString(keyIdentifier(key)))
}

export function authorityKeyIdentifier(key: KeyObject): Buffer {
  return extension('2.5.29.35', false, sequence(der(0x80, keyIdentifier(key))))
}

/** Names and addresses of a server. Throws for what is no address. */
export function subjectAlternativeNames(names: readonly string[], addresses: readonly string[]): Buffer {
  const addressBytes = addresses.map((address) => {
    const ip = parseIp(address)
    if (ip === null) throw new Error(`no IP address: ${address}`)
    return der(0x87, Buffer.from(ip.bytes))
  })
  return extension(
    '2.5.29.17',
    false,
    sequence(...names.map((name) => der(0x82, Buffer.from(name))), ...addressBytes),
  )
}

/** SHA-1 of the public key's bits (RFC 5280 4.2.1.2): a point of P-256 is the last 65 bytes of its SPKI. */
function keyIdentifier(key: KeyObject): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' })
  return createHash('sha1').update(spki.subarray(-65)).digest()
}
