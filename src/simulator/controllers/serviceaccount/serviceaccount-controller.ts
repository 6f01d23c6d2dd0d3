import { namespaces, serviceAccounts } from '../../api/resource.ts'
import { queueAll } from '../machinery/dependents.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'

/** Every namespace has the ServiceAccount `default`. Rule: pkg/controller/serviceaccount. */
export function startServiceAccountController(manager: Manager): () => void {
  const client = clientOf(manager, 'service-account-controller')
  const known = manager.informers.of(namespaces)
  const accounts = manager.informers.of(serviceAccounts)
  const queue = queueOf(manager, (name) => {
    const namespace = known.byKey(name)
    if (namespace === null || namespace.status?.phase === 'Terminating') return
    if (accounts.get(name, 'default') !== null) return
    try {
      client.create(serviceAccounts, { metadata: { name: 'default', namespace: name } })
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  })
  return stopAll(
    queueAll(queue, known),
    accounts.onChange(({ type, object }) => {
      if (type === 'DELETED') queue.add(object.metadata.namespace ?? '')
    }),
    () => queue.stop(),
  )
}
