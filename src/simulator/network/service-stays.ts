import type { Translation } from './conntrack.ts'
import type { NetworkState } from './network-state.ts'

/** Whether an endpoint that a UDP flow was translated to still serves its Service; if not, kube-proxy removes the flow's entry. */
export function backendStays(state: NetworkState, { backend, service }: Translation): boolean {
  const [name = ''] = service.split(':')
  const [namespace = '', own = ''] = name.split('/')
  return state
    .slicesOf(namespace, own)
    .some(({ endpoints }) =>
      endpoints.some(
        ({ addresses, conditions }) =>
          addresses.includes(backend.address) && (conditions?.serving ?? conditions?.ready ?? true),
      ),
    )
}
