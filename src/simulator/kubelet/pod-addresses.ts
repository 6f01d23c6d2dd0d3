import { addressAt, inRange, sizeOf } from '../network/address.ts'
import type { PodAddresses } from './node-context.ts'

/** Addresses from `podCidr`, asked each time; its base, gateway and last are never given. */
export function podAddresses(podCidr: () => string | null): PodAddresses {
  const taken = new Set<string>()
  let last = 1
  return {
    take: (preferred) => {
      const cidr = podCidr()
      if (cidr === null) return null
      if (preferred !== null && inRange(preferred, cidr) && !taken.has(preferred)) {
        taken.add(preferred)
        return preferred
      }
      const size = sizeOf(cidr)
      for (let tries = 0; tries < size; tries++) {
        last = last + 1 >= size - 1 ? 2 : last + 1
        const address = addressAt(cidr, last)
        if (taken.has(address)) continue
        taken.add(address)
        return address
      }
      return null
    },
    release: (address) => {
      taken.delete(address)
    },
  }
}
