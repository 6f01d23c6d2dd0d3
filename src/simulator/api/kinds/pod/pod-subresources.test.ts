import { expect, it } from 'vitest'
import type { Stored } from '../../object.ts'
import type { EphemeralContainer, Pod, ResourceRequirements } from '../../schema/kubernetes-types.ts'
import { stored } from '../testing.ts'
import { podRules } from './pod-rules.ts'
import {
  checkEphemeralContainersUpdate,
  checkResize,
  withEphemeralContainers,
  withResources,
} from './pod-subresources.ts'

function pod(resources: ResourceRequirements, ephemeral: readonly EphemeralContainer[] = []): Stored<Pod> {
  const containers = [{ name: 'web', image: 'nginx', resources }]
  const spec = { containers, ephemeralContainers: ephemeral }
  return stored(podRules, podRules.defaults({ metadata: { name: 'web', namespace: 'default' }, spec }))
}

const debug: EphemeralContainer = { name: 'debug', image: 'busybox' }

it('adds ephemeral containers and changes nothing else', () => {
  const previous = pod({})
  const next = withEphemeralContainers(pod({ limits: { cpu: '1' } }, [debug]), previous)
  expect(next.spec?.containers).toEqual(previous.spec?.containers)
  expect([...checkEphemeralContainersUpdate(next, previous)]).toEqual([])
})

it('keeps the ephemeral containers that there are', () => {
  const previous = pod({}, [debug])
  expect([...checkEphemeralContainersUpdate(pod({}), previous)]).toEqual([
    {
      type: 'Forbidden',
      field: 'spec.ephemeralContainers',
      detail: 'existing ephemeral containers "debug" may not be removed\n',
    },
  ])
})

it('refuses ports of an ephemeral container, and a target that is not there', () => {
  const wrong = { ...debug, ports: [{ containerPort: 80 }], targetContainerName: 'db' }
  const errors = [...checkEphemeralContainersUpdate(pod({}, [wrong]), pod({}))]
  expect(errors.map(({ field, detail }) => [field, detail])).toEqual([
    ['spec.ephemeralContainers[0].targetContainerName', ''],
    ['spec.ephemeralContainers[0].ports', 'cannot be set for an Ephemeral Container'],
  ])
})

it('resizes cpu and memory within the class of service', () => {
  const previous = pod({ requests: { cpu: '1' } })
  const next = withResources(pod({ requests: { cpu: '2' } }), previous)
  expect([...checkResize(next, previous)]).toEqual([])
  const none = withResources(pod({}), previous)
  expect([...checkResize(none, previous)].map(({ detail }) => detail)).toEqual([
    'Pod QOS Class may not change as a result of resizing',
  ])
})
