import type { RuleContext } from '../kinds/kind-rules.ts'
import { list, text } from '../kinds/zero-values.ts'
import type { AdmissionRequest } from '../registry/registry-ports.ts'
import { serviceAccounts } from '../resource.ts'
import type {
  Container,
  Pod,
  PodSpec,
  ProjectedVolumeSource,
  ServiceAccount,
  VolumeMount,
} from '../schema/kubernetes-types.ts'
import { randomSuffix } from '../meta/generated-names.ts'
import { forbidden } from './forbidden.ts'

/** Where a token is found in a container. */
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount'
const volumePrefix = 'kube-api-access-'

/** A second more than an hour, so that a token can be told from one that somebody asked for. */
const tokenSeconds = 3607

/**
 * The plug-in ServiceAccount on the create of a Pod (`plugin/pkg/admission/serviceaccount`): the account, its token as a volume with a mount
 * in every container, its pull secrets. Throws Forbidden when there is no such account.
 */
export function withServiceAccount(request: AdmissionRequest, pod: Pod, context: RuleContext): Pod {
  const spec = pod.spec ?? { containers: [] }
  const name = text(spec.serviceAccountName) || 'default'
  const namespace = text(pod.metadata?.namespace)
  const account = context.store.get(serviceAccounts, namespace, name)
  if (account === null) {
    const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`
    throw forbidden(request, why)
  }
  const { automountServiceAccountToken, imagePullSecrets } = account as ServiceAccount
  const automount = spec.automountServiceAccountToken ?? automountServiceAccountToken ?? true
  const pull = list(imagePullSecrets)
  const named: PodSpec = {
    ...spec,
    serviceAccountName: name,
    serviceAccount: name,
    ...(list(spec.imagePullSecrets).length === 0 && pull.length > 0 && { imagePullSecrets: pull }),
  }
  return { ...pod, spec: automount ? withToken(named, context) : named }
}

function withToken(spec: PodSpec, context: RuleContext): PodSpec {
  const given = list(spec.volumes).find(({ name }) => name.startsWith(volumePrefix))
  const name = given?.name ?? `${volumePrefix}${randomSuffix(5, context.random)}`
  const mount: VolumeMount = { name, readOnly: true, mountPath: tokenPath }
  const all = [...list(spec.initContainers), ...list(spec.containers)]
  const needed = given === undefined && all.some((container) => !hasMount(container))
  return {
    ...spec,
    ...(spec.initContainers !== undefined && {
      initContainers: spec.initContainers.map((container) => withMount(container, mount)),
    }),
    containers: list(spec.containers).map((container) => withMount(container, mount)),
    ...(needed && { volumes: [...list(spec.volumes), { name, projected: tokenSource }] }),
  }
}

function hasMount(container: Container): boolean {
  return list(container.volumeMounts).some(({ mountPath }) => mountPath === tokenPath)
}

function withMount(container: Container, mount: VolumeMount): Container {
  if (hasMount(container)) return container
  return { ...container, volumeMounts: [...list(container.volumeMounts), mount] }
}

/** `TokenVolumeSource`: the token, the cluster's certificate authority, the namespace. */
const tokenSource: ProjectedVolumeSource = {
  sources: [
    { serviceAccountToken: { expirationSeconds: tokenSeconds, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
      },
    },
  ],
  defaultMode: 0o644,
}
