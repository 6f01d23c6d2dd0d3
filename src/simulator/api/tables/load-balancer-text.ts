/** What `status.loadBalancer.ingress` of Services and Ingresses shows, in one cell: sorted, without doubles, uncut. */
export function loadBalancerText(
  ingress: readonly { ip?: string | undefined; hostname?: string | undefined }[] | undefined,
): string {
  const names = (ingress ?? []).map(({ ip, hostname }) => ((ip ?? '') !== '' ? ip : hostname) ?? '')
  return [...new Set(names.filter((name) => name !== ''))].sort().join(',')
}
