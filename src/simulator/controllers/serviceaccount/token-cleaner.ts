import { secrets, serviceAccounts } from '../../api/resource.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'

const accountAnnotation = 'kubernetes.io/service-account.name'
const uidAnnotation = 'kubernetes.io/service-account.uid'

/** Deletes token Secrets whose ServiceAccount is gone. Rule: pkg/controller/serviceaccount `tokens_controller.go`. */
export function startTokenCleaner(manager: Manager): () => void {
  const client = clientOf(manager, 'token-cleaner')
  const known = manager.informers.of(secrets)
  const accounts = manager.informers.of(serviceAccounts)
  const queue = queueOf(manager, (key) => {
    const secret = known.byKey(key)
    if (secret?.type !== 'kubernetes.io/service-account-token') return
    const { namespace = '', name, annotations = {} } = secret.metadata
    const account = accounts.get(namespace, annotations[accountAnnotation] ?? '')
    const uid = annotations[uidAnnotation] ?? ''
    const fits = account !== null && (uid === '' || uid === account.metadata.uid)
    if (!fits) client.delete(secrets, namespace, name)
  })
  return stopAll(
    known.onChange(({ type, object }) => {
      if (type !== 'DELETED' && object.type === 'kubernetes.io/service-account-token')
        queue.add(keyOfObject(object))
    }),
    accounts.onChange(({ type, object }) => {
      if (type !== 'DELETED') return
      for (const secret of known.list(object.metadata.namespace ?? '')) {
        if (secret.metadata.annotations?.[accountAnnotation] === object.metadata.name)
          queue.add(keyOfObject(secret))
      }
    }),
    () => queue.stop(),
  )
}
