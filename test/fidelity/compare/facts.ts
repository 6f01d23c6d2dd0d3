/** Words that Kubernetes uses for the status of an object or the reason of an event. */
const words = [
  'Active|Terminating|Pending|Running|Succeeded|Failed|Unknown|Completed|Complete|Error|Ready|NotReady|Waiting|Terminated',
  'SchedulingDisabled|ContainerCreating|PodInitializing|Init:\\S+|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|ErrImageNeverPull',
  'InvalidImageName|CreateContainerConfigError|RunContainerError|OOMKilled|BackOff|Unhealthy|Killing|Scheduled|Pulled|Pulling|Created',
  'Started|FailedScheduling|FailedCreate|FailedMount|ScalingReplicaSet|SuccessfulCreate|SuccessfulDelete|Normal|Warning',
  'Available|Progressing|MinimumReplicasAvailable|MinimumReplicasUnavailable|NewReplicaSetAvailable|ProgressDeadlineExceeded',
  'True|False|Bound|Invalid|NotFound|AlreadyExists|Conflict|Forbidden|BadRequest|MethodNotAllowed|Failure|Success',
].join('|')

const word = new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'g')
const field =
  /(?<=^[|!]\s+(?:- )?"?(?:status|phase|reason|type|code|exitCode|Status|State|Reason|Exit Code|Ready)"?:\s+"?)[^\s",]+/g
const end = /(?<=^= \w+ )\d+$/g

/** Where a line of a recording says a status, a reason or an exit code: pairs of start and end, in characters. */
export function factsIn(line: string): [start: number, end: number][] {
  return [word, field, end].flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ 0: fact, index }): [number, number] => [index, index + fact.length]),
  )
}

/** Whether a line of a recording says a status, a reason or an exit code: such a line may never differ by a pattern. */
export function carriesFact(line: string): boolean {
  return line.startsWith('= ') || factsIn(line).length > 0
}
