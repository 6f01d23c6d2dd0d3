import { configMaps, namespaces } from '../../api/resource.ts'
import { queueAll } from '../machinery/dependents.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'
import { sameStatus } from '../machinery/status-writer.ts'

const name = 'kube-root-ca.crt'
const descriptionAnnotation = 'kubernetes.io/description'
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service ' +
  'IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

/** Every namespace has the cluster's CA in a ConfigMap. Rule: pkg/controller/certificates/rootcacertpublisher. */
export function startRootCaPublisher(manager: Manager): () => void {
  const { rootCa } = manager
  if (rootCa === undefined) return () => undefined
  const data = { 'ca.crt': rootCa }
  const client = clientOf(manager, 'root-ca-cert-publisher')
  const known = manager.informers.of(namespaces)
  const maps = manager.informers.of(configMaps)
  const queue = queueOf(manager, (namespace) => {
    const found = known.byKey(namespace)
    if (found === null || found.status?.phase === 'Terminating') return
    const current = maps.get(namespace, name)
    const annotations = { ...current?.metadata.annotations, [descriptionAnnotation]: description }
    try {
      if (current === null) client.create(configMaps, { metadata: { name, namespace, annotations }, data })
      else if (!sameStatus(current.data, data) || !sameStatus(current.metadata.annotations, annotations)) {
        client.update(configMaps, { ...current, metadata: { ...current.metadata, annotations }, data })
      }
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  })
  return stopAll(
    queueAll(queue, known),
    maps.onChange(({ type, object }) => {
      if (object.metadata.name === name && type !== 'ADDED') queue.add(object.metadata.namespace ?? '')
    }),
    () => queue.stop(),
  )
}
