import { configMaps, controllerRevisions, leases, namespaces, secrets, serviceAccounts } from '../resource.ts'
import type {
  ConfigMap,
  ControllerRevision,
  Lease,
  Namespace,
  Secret,
  ServiceAccount,
} from '../schema/kubernetes-types.ts'
import { age, nameColumn, text } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printNamespace`. */
export const namespaceColumns: TableColumns<Namespace> = {
  resource: namespaces,
  columns: [nameColumn, text('Status'), text('Age')],
  cells: (namespace, now) => [namespace.metadata.name, namespace.status?.phase ?? '', age(namespace, now)],
}

/** Rule: printers.go `printConfigMap`. */
export const configMapColumns: TableColumns<ConfigMap> = {
  resource: configMaps,
  columns: [nameColumn, text('Data'), text('Age')],
  cells: (configMap, now) => [
    configMap.metadata.name,
    count(configMap.data) + count(configMap.binaryData),
    age(configMap, now),
  ],
}

/** Rule: printers.go `printSecret`. */
export const secretColumns: TableColumns<Secret> = {
  resource: secrets,
  columns: [nameColumn, text('Type'), text('Data'), text('Age')],
  cells: (secret, now) => [secret.metadata.name, secret.type ?? '', count(secret.data), age(secret, now)],
}

/** Rule: printers.go `printServiceAccount`. */
export const serviceAccountColumns: TableColumns<ServiceAccount> = {
  resource: serviceAccounts,
  columns: [nameColumn, text('Age')],
  cells: (account, now) => [account.metadata.name, age(account, now)],
}

/** Rule: printers.go `printLease`. */
export const leaseColumns: TableColumns<Lease> = {
  resource: leases,
  columns: [nameColumn, text('Holder'), text('Age')],
  cells: (lease, now) => [lease.metadata.name, lease.spec?.holderIdentity ?? '', age(lease, now)],
}

/** Rule: printers.go `printControllerRevision`. */
export const controllerRevisionColumns: TableColumns<ControllerRevision> = {
  resource: controllerRevisions,
  columns: [nameColumn, text('Controller'), text('Revision'), text('Age')],
  cells(revision, now) {
    const owner = revision.metadata.ownerReferences?.find(({ controller }) => controller === true)
    return [
      revision.metadata.name,
      owner === undefined ? '<none>' : `${kindText(owner.kind, owner.apiVersion)}/${owner.name}`,
      revision.revision,
      age(revision, now),
    ]
  },
}

/** `statefulset.apps` */
function kindText(kind: string, apiVersion: string): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : []
  return group === undefined ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`
}

function count(entries: Readonly<Record<string, string>> | undefined): number {
  return Object.keys(entries ?? {}).length
}
