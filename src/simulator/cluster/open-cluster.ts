import { bootstrapPolicy } from '../api/access/bootstrap-policy.ts'
import {
  createAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type Credential,
} from '../api/access/certificates.ts'
import { createAuthorizer, type Authorizer } from '../api/access/authorizer.ts'
import { clusterRoleAggregation } from '../api/access/cluster-role-aggregation.ts'
import { checkEscalation } from '../api/access/escalation.ts'
import { reviews } from '../api/access/reviews.ts'
import { newTokenKey, tokenKey } from '../api/access/token-key.ts'
import { requestToken, type TokenPorts } from '../api/access/token-request.ts'
import { admit, admitDelete } from '../api/admission/admission.ts'
import type { Client } from '../api/client.ts'
import { keepIpAddresses } from '../api/kinds/service/service-ip-addresses.ts'
import { openKindTools } from '../api/patch/kind-tools.ts'
import { makeUid } from '../api/registry/create-object.ts'
import { createRegistryClient, unserved } from '../api/registry/registry-client.ts'
import type { ServedResource } from '../api/registry/served-resource.ts'
import { clusterRoleBindings, clusterRoles, roleBindings, roles, type Resource } from '../api/resource.ts'
import { notModelled } from '../api/requests/dispatch.ts'
import type { Descriptions } from '../api/schema/openapi/described.ts'
import { openFacts } from '../api/schema/facts.ts'
import { handleRequest, type HandlerPorts } from '../api/server/handle-request.ts'
import { serveHttps } from '../api/server/https-server.ts'
import { createStore } from '../api/storage/memory-store.ts'
import type { SavedStore } from '../api/storage/store.ts'
import type { Clock } from '../clock.ts'
import { startControllers } from '../controllers/all-controllers.ts'
import type { ControllerContext } from '../controllers/controller.ts'
import { startNodes, type Nodes } from '../kubelet/start-nodes.ts'
import type { Randomness } from '../randomness.ts'
import { allow, componentUser, createAccess } from './access.ts'
import { firstObjects } from './bootstrap/first-objects.ts'
import { kubeconfigOf } from './kubeconfig.ts'
import { plainAnswers } from './plain-answers.ts'
import { podLog, podStreams } from './pod-streams.ts'
import { createRequestPorts } from './request-ports.ts'
import { servedResources, type ServedResources } from './served-resources.ts'

export interface ClusterOptions {
  readonly name: string
  readonly clock: Clock
  readonly random: Randomness
  /** `resources/kubernetes` */
  readonly factsFolder: string
  /** The texts that `kubectl explain` shows; without them it shows none. */
  readonly descriptions?: () => Descriptions | null
  /** Told of defects; the work is tried again. */
  readonly reportError: (error: unknown) => void
  /** What {@link EmbeddedCluster.save} answered. */
  readonly saved?: SavedCluster
}

/** Everything that outlives the process; JSON. */
export interface SavedCluster {
  readonly store: SavedStore
  readonly authority: Credential
  /** PEM. */
  readonly tokenKey: string
}

export interface EmbeddedCluster {
  readonly url: string
  readonly kubeconfig: string
  readonly nodes: Nodes
  /** The API under a component's own user and rights. */
  readonly clientAs: (user: string, fieldManager: string) => Client
  save(): SavedCluster
  close(): Promise<void>
}

/** Starts a Kubernetes cluster of one control plane and two workers in this process, its API on a free loopback port. */
export async function openCluster(options: ClusterOptions): Promise<EmbeddedCluster> {
  const { clock, random, saved } = options
  const facts = openFacts(options.factsFolder)
  const tools = openKindTools(facts)
  const store = createStore()
  const resources = servedResources(store, facts)
  if (saved !== undefined) store.restore(saved.store)
  const authority = saved?.authority ?? createAuthority(clock.now())
  const keyText = saved?.tokenKey ?? newTokenKey()
  const authorizer = createAuthorizer(store)
  const tokens: TokenPorts = { store, clock, random, key: tokenKey(keyText) }
  const context = { store, clock, random }

  const ports = createRequestPorts({
    ...context,
    tools,
    served: (group, version, name) => resources.find({ group, name }, version),
    kindOf: (group, version, resource) => resources.kindOf(group, version, resource),
    customKind: (served) => resources.customKind(served),
    admit: (request) => {
      const admitted = admit(request, context)
      const { resource } = request.served
      checkEscalation(authorizer, {
        user: request.writer.user,
        resource,
        object: admitted,
        previous: request.previous,
      })
      return admitted
    },
    admitDelete,
  })
  const clientAs = (user: string, fieldManager: string): Client =>
    componentClient(ports, resources, authorizer, user, fieldManager)

  const first = clientAs('system:apiserver', 'kube-apiserver')
  if (saved === undefined) makeFirstObjects(first)
  const controllers: ControllerContext = {
    clock,
    random,
    clientAs,
    rootCa: authority.certificate,
    reportError: options.reportError,
  }
  const stopAddresses = keepIpAddresses(context, () => makeUid({ random }))
  const stopAggregation = clusterRoleAggregation(controllers)
  const stopControllers = startControllers(controllers)
  const nodes = startNodes({
    ...controllers,
    clusterName: options.name,
    tokens: ({ namespace, serviceAccount, audience, expirationSeconds, pod }) =>
      requestToken(tokens, namespace, serviceAccount, {
        spec: {
          audiences: audience === null ? [] : [audience],
          expirationSeconds,
          boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: pod.metadata.name, uid: pod.metadata.uid },
        },
      }).status?.token ?? '',
  })
  const authentication = { ...tokens, tokens: new Map() }
  const answers = reviews({ ...authentication, authorizer })
  const handler: HandlerPorts = {
    ...ports,
    access: createAccess(authentication, authorizer),
    unmodelled: (group, version, resource) => resources.unmodelled(group, version, resource),
    review: (resource) => {
      const answer = answers[resource]
      if (answer === undefined) return null
      return ({ user, info }, body) => answer({ user, namespace: info.namespace }, body)
    },
    issueToken: (namespace, name, request) => requestToken(tokens, namespace, name, request),
    podLog: (request) => podLog(nodes.containers, request),
    evict: () => {
      throw notModelled('pods/eviction')
    },
    plain: plainAnswers(facts, resources, options.descriptions ?? (() => null)),
  }
  const server = await serveHttps({
    ...certificateOf(authority, clock.now()),
    clientAuthority: authority.certificate,
    answer: (incoming, body) => handleRequest(handler, incoming, body),
    upgrade: podStreams(handler.access, nodes.containers, options.reportError),
  })
  const admin = { commonName: 'kubernetes-admin', organizations: ['system:masters'] }
  return {
    url: server.url,
    kubeconfig: kubeconfigOf({
      name: options.name,
      url: server.url,
      authority: authority.certificate,
      client: issueClientCertificate(authority, admin, clock.now()),
    }),
    nodes,
    clientAs,
    save: () => ({ store: store.save(), authority, tokenKey: keyText }),
    close: async () => {
      nodes.stop()
      stopControllers()
      stopAggregation()
      stopAddresses()
      await server.close()
    },
  }
}

function certificateOf(authority: Credential, now: number): Credential {
  return issueServerCertificate(authority, now)
}

function componentClient(
  ports: ReturnType<typeof createRequestPorts>,
  resources: ServedResources,
  authorizer: Authorizer,
  name: string,
  fieldManager: string,
): Client {
  const user = componentUser(name)
  const writer = { user, fieldManager, dryRun: false, warn: () => undefined }
  const requireServed = (resource: Resource): ServedResource => {
    const found = resources.find(resource)
    if (found === null) throw unserved(resource)
    return found
  }
  return createRegistryClient(
    ports,
    requireServed,
    writer,
    (verb, resource, namespace, object, subresource = '') => {
      allow(authorizer, {
        user,
        verb,
        resource: { group: resource.group, resource: resource.name, subresource, namespace, name: object },
        path: '',
      })
    },
  )
}

function makeFirstObjects(client: Client): void {
  for (const { resource, object } of firstObjects()) client.create(resource, object)
  const policy = bootstrapPolicy()
  for (const role of policy.clusterRoles) client.create(clusterRoles, role)
  for (const binding of policy.clusterRoleBindings) client.create(clusterRoleBindings, binding)
  for (const role of policy.roles) client.create(roles, role)
  for (const binding of policy.roleBindings) client.create(roleBindings, binding)
}
