import type { AdmissionRequest } from '../registry/registry-ports.ts'
import { groupResource } from '../resource.ts'
import type { StatusCause } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'

/**
 * `pods "web" is forbidden: why` (apiserver `admission.NewForbidden`). Admission comes before names are generated, so a generated name shows
 * as its prefix.
 */
export function forbidden(
  { served, object }: Pick<AdmissionRequest, 'served' | 'object'>,
  why: string,
  causes: readonly StatusCause[] = [],
): StatusError {
  const { resource } = served
  const { name, generateName = '' } = object.metadata
  const generated = generateName !== '' && name.startsWith(generateName)
  const shown = generated ? generateName : name
  return new StatusError('Forbidden', `${groupResource(resource)} "${shown}" is forbidden: ${why}`, {
    details: {
      name: shown,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.name,
      ...(causes.length > 0 && { causes }),
    },
  })
}
