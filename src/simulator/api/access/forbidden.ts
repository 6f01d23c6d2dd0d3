import { goQuote } from '../meta/go-quote.ts'
import { groupResource } from '../resource.ts'
import { StatusError } from '../status-error.ts'
import type { AccessAttributes } from './access-attributes.ts'

/**
 * `pods "x" is forbidden: User "u" cannot get resource "pods" in API group "" in the namespace "default"`, with the authorizer's reason if it
 * has one. Source: apiserver `responsewriters.ForbiddenStatusError`.
 */
export function forbidden(attributes: AccessAttributes, reason: string): StatusError {
  const why = escapeHtml(cannot(attributes))
  const { group, resource, name } = attributes.resource ?? { group: '', resource: '', name: '' }
  return forbiddenBecause({ group, name: resource }, name, reason === '' ? why : `${why}: ${reason}`)
}

/** `pods "x" is forbidden: why`; apimachinery `errors.NewForbidden`. `resource.name` '' for a path. */
export function forbiddenBecause(
  resource: { readonly group: string; readonly name: string },
  name: string,
  why: string,
): StatusError {
  const named = name === '' ? groupResource(resource) : `${groupResource(resource)} ${goQuote(name)}`
  const message = resource.name === '' ? `forbidden: ${why}` : `${named} is forbidden: ${why}`
  return new StatusError('Forbidden', message, {
    details: {
      ...(name !== '' && { name }),
      ...(resource.group !== '' && { group: resource.group }),
      ...(resource.name !== '' && { kind: resource.name }),
    },
  })
}

function cannot({ user, verb, resource, path }: AccessAttributes): string {
  const who = `User ${goQuote(user.name)} cannot ${verb}`
  if (resource === null) return `${who} path ${goQuote(path)}`
  const what =
    resource.subresource === '' ? resource.resource : `${resource.resource}/${resource.subresource}`
  const where =
    resource.namespace === '' ? 'at the cluster scope' : `in the namespace ${goQuote(resource.namespace)}`
  return `${who} resource ${goQuote(what)} in API group ${goQuote(resource.group)} ${where}`
}

/** The server's error texts hold nothing that looks like HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
