/** What all conditions of statuses have. */
export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly lastTransitionTime?: string | undefined
}

export function findCondition<C extends Condition>(
  conditions: readonly C[] | undefined,
  type: string,
): C | undefined {
  return conditions?.find((condition) => condition.type === type)
}

export function withoutCondition<C extends Condition>(
  conditions: readonly C[] | undefined,
  type: string,
): readonly C[] {
  return (conditions ?? []).filter((condition) => condition.type !== type)
}

/**
 * With the condition at the end, in place of the one of its type; unchanged when status and reason are what they were. The time of the
 * transition stays while the status does. Rule: `SetDeploymentCondition` and its like in pkg/controller.
 */
export function withCondition<C extends Condition>(
  conditions: readonly C[] | undefined,
  next: C,
): readonly C[] {
  const current = findCondition(conditions, next.type)
  if (current !== undefined && current.status === next.status && current.reason === next.reason)
    return conditions ?? []
  const kept = current?.status === next.status ? { lastTransitionTime: current.lastTransitionTime } : {}
  return [...withoutCondition(conditions, next.type), { ...next, ...kept }]
}
