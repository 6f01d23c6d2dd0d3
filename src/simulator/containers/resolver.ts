import { isAddress } from '../network/address.ts'
import type { NamespaceId } from '../network/flow.ts'
import { NotModelledError } from '../network/not-modelled.ts'
import { decode } from './bytes.ts'
import type { ProcessFiles, ResolveFailure } from './program.ts'

/** Whose resolver asks: its files hold /etc/hosts and /etc/resolv.conf. */
export interface ResolverCaller {
  readonly files: ProcessFiles
  readonly namespace: NamespaceId
}

/** How names become addresses. Half two brings resolver libraries and a DNS server; until then there is {@link hostsResolver}. */
export type Resolver = (caller: ResolverCaller, name: string) => Promise<readonly string[] | ResolveFailure>

/** Addresses and /etc/hosts; any other name is refused: NotModelledError. */
export const hostsResolver: Resolver = ({ files }, name) => {
  if (isAddress(name)) return Promise.resolve([name])
  const addresses = inHosts(decode(files.read('/etc/hosts') ?? new Uint8Array()), name)
  if (addresses.length > 0) return Promise.resolve(addresses)
  return Promise.reject(new NotModelledError(`DNS (the name ${JSON.stringify(name)})`))
}

/** IPv4 addresses of a name in the text of a hosts file, as nss_files has them. */
export function inHosts(text: string, name: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    const known = names.some((other) => other.toLowerCase() === name.toLowerCase())
    return known && isAddress(address) ? [address] : []
  })
}
