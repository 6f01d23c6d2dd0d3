import { forbiddenField, invalidValue } from '../../meta/field-errors.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import type { Stored } from '../../object.ts'
import type { Container, Pod } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { compact, list } from '../zero-values.ts'
import { internalDiff } from './internal-diff.ts'
import { checkPod, specOf } from './pod-validation.ts'
import { qualityOfService } from './quality-of-service.ts'

/** The stored Pod with the new one's ephemeral containers and nothing else of it (`dropNonEphemeralContainerUpdates`). */
export function withEphemeralContainers(next: Stored<Pod>, previous: Stored<Pod>): Stored<Pod> {
  const spec = { ...specOf(previous), ephemeralContainers: next.spec?.ephemeralContainers }
  return { ...previous, metadata: previous.metadata, spec: compact(spec) }
}

/** core `ValidatePodEphemeralContainersUpdate`: they are only ever added. */
export function* checkEphemeralContainersUpdate(next: Stored<Pod>, previous: Stored<Pod>): FieldErrors {
  yield* checkPod(next)
  if (isMirror(previous)) {
    yield forbiddenField('[]', 'static pods do not support ephemeral containers')
    return
  }
  const field = 'spec.ephemeralContainers'
  for (const old of list(previous.spec?.ephemeralContainers)) {
    const now = list(next.spec?.ephemeralContainers).find(({ name }) => name === old.name)
    if (now === undefined) {
      yield forbiddenField(field, `existing ephemeral containers "${old.name}" may not be removed\n`)
    } else if (!semanticEqual(old, now)) {
      const diff = internalDiff('EphemeralContainer', old, now)
      yield forbiddenField(field, `existing ephemeral containers "${old.name}" may not be changed\n${diff}`)
    }
  }
}

/** The stored Pod with the new one's resources and resize policies and nothing else of it (`dropNonResizeUpdates`). */
export function withResources(next: Stored<Pod>, previous: Stored<Pod>): Stored<Pod> {
  const spec = specOf(next)
  const old = specOf(previous)
  const sameNames = (['containers', 'initContainers'] as const).every((group) =>
    semanticEqual(
      list(spec[group]).map(({ name }) => name),
      list(old[group]).map(({ name }) => name),
    ),
  )
  // Added, removed or renamed containers stay, so that validation refuses them.
  if (!sameNames) return next
  const resized =
    (containers: readonly Container[] | undefined) =>
    (container: Container, index: number): Container => {
      const wanted = list(containers)[index]
      return compact({ ...container, resources: wanted?.resources, resizePolicy: wanted?.resizePolicy })
    }
  return {
    ...previous,
    spec: compact({
      ...old,
      containers: list(old.containers).map(resized(spec.containers)),
      initContainers: old.initContainers?.map(resized(spec.initContainers)),
    }),
  }
}

/** core `ValidatePodResize`: cpu and memory of containers and sidecars. */
export function* checkResize(next: Stored<Pod>, previous: Stored<Pod>): FieldErrors {
  yield* checkPod(next)
  if (isMirror(previous)) {
    yield forbiddenField('[]', 'static pods cannot be resized')
    return
  }
  const spec = specOf(next)
  const old = specOf(previous)
  if (qualityOfService(spec) !== qualityOfService(old)) {
    const detail = 'Pod QOS Class may not change as a result of resizing'
    yield invalidValue('spec', next.status?.qosClass ?? '', detail)
  }
  for (const group of ['containers', 'initContainers'] as const) {
    if (list(spec[group]).length !== list(old[group]).length) {
      yield forbiddenField(`spec.${group}`, 'containers may not be added or removed on resize')
      return
    }
    for (const [index, container] of list(spec[group]).entries()) {
      const before = list(old[group])[index]
      if (before === undefined || semanticEqual(container, before)) continue
      if (group === 'initContainers' && container.restartPolicy !== 'Always') {
        yield forbiddenField('spec', 'resources for non-sidecar init containers are immutable')
      } else if (!semanticEqual(withoutComputing(container), withoutComputing(before))) {
        const of = group === 'initContainers' ? ' for sidecar containers' : ''
        yield forbiddenField('spec', `only cpu and memory resources${of} are mutable`)
      }
    }
  }
}

function isMirror(pod: Stored<Pod>): boolean {
  return pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined
}

/** The container without its cpu, memory and resize policy. */
function withoutComputing(container: Container): unknown {
  const rest = (amounts: Readonly<Record<string, unknown>> | undefined): [string, unknown][] =>
    Object.entries(amounts ?? {}).filter(([name]) => name !== 'cpu' && name !== 'memory')
  const { limits, requests, claims } = container.resources ?? {}
  return {
    ...container,
    resizePolicy: undefined,
    resources: { claims, limits: rest(limits), requests: rest(requests) },
  }
}
