import { boundTo } from '../registry/bound-pod.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { updateObject } from '../registry/update-object.ts'
import type { Binding, Status } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import { json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { bodyOf, writerOf } from './request-options.ts'
import type { RequestPorts } from './request-ports.ts'
import { collectWarnings } from './write-requests.ts'

/** POST pods/NAME/binding: what a scheduler does (`BindingREST.assignPod`). */
export function answerBinding(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const binding = ports.decodeAs(
    { group: '', version: 'v1', kind: 'Binding' },
    bodyOf(request, warn),
  ) as Binding
  const { kind = 'Node', name: node = '' } = binding.target
  if (kind !== 'Node' || node === '') {
    throw new StatusError(
      'BadRequest',
      `Binding "${request.info.name}" is invalid: target.kind: Unsupported value: "${kind}": supported values: "Node"`,
    )
  }
  updateObject(ports, {
    served,
    namespace: request.info.namespace,
    name: request.info.name,
    subresource: 'binding',
    writer: writerOf(request, warn),
    change: (pod) => boundTo(pod, node, ports.clock.now()),
  })
  const done: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }
  return json(done, warnings, 201)
}
