/**
 * Kubernetes' internal types of a Pod's spec (`pkg/apis/core/types.go` of 1.35), which some error texts print: each field in Go's order
 * as `Name:type`, with `=json` where the API's own name is not the same in lower camel case; `^` names a field of the spec. Types:
 * `?` and `*T` are pointers, `[T]` lists, `map` maps. Sources of volumes that only a cloud has are pointers without a type.
 */
export const internalTypes: Readonly<Record<string, string>> = {
  Affinity: 'NodeAffinity:*NodeAffinity PodAffinity:*PodAffinity PodAntiAffinity:*PodAntiAffinity',
  AppArmorProfile: 'Type:string LocalhostProfile:?',
  CSIVolumeSource:
    'Driver:string ReadOnly:? FSType=fsType:? VolumeAttributes:map NodePublishSecretRef:*LocalObjectReference',
  Capabilities: 'Add:[] Drop:[]',
  ConfigMapEnvSource: 'Name:string Optional:?',
  ConfigMapKeySelector: 'Name:string Key:string Optional:?',
  ConfigMapProjection: 'Name:string Items:[KeyToPath] Optional:?',
  ConfigMapVolumeSource: 'Name:string Items:[KeyToPath] DefaultMode:? Optional:?',
  Container:
    'Name:string Image:string Command:[] Args:[] WorkingDir:string Ports:[ContainerPort] EnvFrom:[EnvFromSource] Env:[EnvVar] Resources:ResourceRequirements ResizePolicy:[ContainerResizePolicy] RestartPolicy:? RestartPolicyRules:[ContainerRestartRule] VolumeMounts:[VolumeMount] VolumeDevices:[VolumeDevice] LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle TerminationMessagePath:string TerminationMessagePolicy:string ImagePullPolicy:string SecurityContext:*SecurityContext Stdin:bool StdinOnce:bool TTY=tty:bool',
  ContainerPort: 'Name:string HostPort:int ContainerPort:int Protocol:string HostIP:string',
  ContainerResizePolicy: 'ResourceName:string RestartPolicy:string',
  ContainerRestartRule: 'Action:string ExitCodes:*ContainerRestartRuleOnExitCodes',
  ContainerRestartRuleOnExitCodes: 'Operator:string Values:[]',
  DownwardAPIProjection: 'Items:[DownwardAPIVolumeFile]',
  DownwardAPIVolumeFile:
    'Path:string FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector Mode:?',
  DownwardAPIVolumeSource: 'Items:[DownwardAPIVolumeFile] DefaultMode:?',
  EmptyDirVolumeSource: 'Medium:string SizeLimit:?',
  EnvFromSource: 'Prefix:string ConfigMapRef:*ConfigMapEnvSource SecretRef:*SecretEnvSource',
  EnvVar: 'Name:string Value:string ValueFrom:*EnvVarSource',
  EnvVarSource:
    'FieldRef:*ObjectFieldSelector ResourceFieldRef:*ResourceFieldSelector ConfigMapKeyRef:*ConfigMapKeySelector SecretKeyRef:*SecretKeySelector FileKeyRef:*FileKeySelector',
  EphemeralContainer:
    'Name:string Image:string Command:[] Args:[] WorkingDir:string Ports:[ContainerPort] EnvFrom:[EnvFromSource] Env:[EnvVar] Resources:ResourceRequirements ResizePolicy:[ContainerResizePolicy] RestartPolicy:? RestartPolicyRules:[ContainerRestartRule] VolumeMounts:[VolumeMount] VolumeDevices:[VolumeDevice] LivenessProbe:*Probe ReadinessProbe:*Probe StartupProbe:*Probe Lifecycle:*Lifecycle TerminationMessagePath:string TerminationMessagePolicy:string ImagePullPolicy:string SecurityContext:*SecurityContext Stdin:bool StdinOnce:bool TTY=tty:bool TargetContainerName:string',
  ExecAction: 'Command:[]',
  FileKeySelector: 'VolumeName:string Path:string Key:string Optional:?',
  GRPCAction: 'Port:int Service:?',
  HTTPGetAction: 'Path:string Port:int Host:string Scheme:string HTTPHeaders=httpHeaders:[HTTPHeader]',
  HTTPHeader: 'Name:string Value:string',
  HostAlias: 'IP=ip:string Hostnames:[]',
  HostPathVolumeSource: 'Path:string Type:?',
  ImageVolumeSource: 'Reference:string PullPolicy:string',
  KeyToPath: 'Key:string Path:string Mode:?',
  Lifecycle: 'PostStart:*LifecycleHandler PreStop:*LifecycleHandler StopSignal:?',
  LifecycleHandler:
    'Exec:*ExecAction HTTPGet=httpGet:*HTTPGetAction TCPSocket=tcpSocket:*TCPSocketAction Sleep:*SleepAction',
  LocalObjectReference: 'Name:string',
  NFSVolumeSource: 'Server:string Path:string ReadOnly:bool',
  NodeAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:*NodeSelector PreferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]',
  NodeSelector: 'NodeSelectorTerms:[NodeSelectorTerm]',
  NodeSelectorRequirement: 'Key:string Operator:string Values:[]',
  NodeSelectorTerm: 'MatchExpressions:[NodeSelectorRequirement] MatchFields:[NodeSelectorRequirement]',
  ObjectFieldSelector: 'APIVersion=apiVersion:string FieldPath:string',
  PersistentVolumeClaimVolumeSource: 'ClaimName:string ReadOnly:bool',
  PodAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] PreferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]',
  PodAffinityTerm:
    'LabelSelector:? Namespaces:[] TopologyKey:string NamespaceSelector:? MatchLabelKeys:[] MismatchLabelKeys:[]',
  PodAntiAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] PreferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]',
  PodDNSConfig: 'Nameservers:[] Searches:[] Options:[PodDNSConfigOption]',
  PodDNSConfigOption: 'Name:string Value:?',
  PodOS: 'Name:string',
  PodReadinessGate: 'ConditionType:string',
  PodResourceClaim: 'Name:string ResourceClaimName:? ResourceClaimTemplateName:?',
  PodSchedulingGate: 'Name:string',
  PodSecurityContext:
    'HostNetwork=^hostNetwork:bool HostPID=^hostPID:bool HostIPC=^hostIPC:bool ShareProcessNamespace=^shareProcessNamespace:? HostUsers=^hostUsers:? SELinuxOptions=seLinuxOptions:*SELinuxOptions WindowsOptions:? RunAsUser:? RunAsGroup:? RunAsNonRoot:? SupplementalGroups:[] SupplementalGroupsPolicy:? FSGroup=fsGroup:? FSGroupChangePolicy=fsGroupChangePolicy:? Sysctls:[Sysctl] SeccompProfile:*SeccompProfile AppArmorProfile:*AppArmorProfile SELinuxChangePolicy=seLinuxChangePolicy:?',
  PodSpec:
    'Volumes:[Volume] InitContainers:[Container] Containers:[Container] EphemeralContainers:[EphemeralContainer] RestartPolicy:string TerminationGracePeriodSeconds:? ActiveDeadlineSeconds:? DNSPolicy=dnsPolicy:string NodeSelector:map ServiceAccountName:string AutomountServiceAccountToken:? NodeName:string SecurityContext:*PodSecurityContext ImagePullSecrets:[LocalObjectReference] Hostname:string Subdomain:string SetHostnameAsFQDN:? Affinity:*Affinity SchedulerName:string Tolerations:[Toleration] HostAliases:[HostAlias] PriorityClassName:string Priority:? PreemptionPolicy:? DNSConfig=dnsConfig:*PodDNSConfig ReadinessGates:[PodReadinessGate] RuntimeClassName:? Overhead:map EnableServiceLinks:? TopologySpreadConstraints:[TopologySpreadConstraint] OS=os:*PodOS SchedulingGates:[PodSchedulingGate] ResourceClaims:[PodResourceClaim] Resources:*ResourceRequirements HostnameOverride:? WorkloadRef:?',
  PreferredSchedulingTerm: 'Weight:int Preference:NodeSelectorTerm',
  Probe:
    'Exec:*ExecAction HTTPGet=httpGet:*HTTPGetAction TCPSocket=tcpSocket:*TCPSocketAction GRPC=grpc:*GRPCAction InitialDelaySeconds:int TimeoutSeconds:int PeriodSeconds:int SuccessThreshold:int FailureThreshold:int TerminationGracePeriodSeconds:?',
  ProjectedVolumeSource: 'Sources:[VolumeProjection] DefaultMode:?',
  ResourceClaim: 'Name:string Request:string',
  ResourceFieldSelector: 'ContainerName:string Resource:string Divisor:quantity',
  ResourceRequirements: 'Limits:map Requests:map Claims:[ResourceClaim]',
  SELinuxOptions: 'User:string Role:string Type:string Level:string',
  SeccompProfile: 'Type:string LocalhostProfile:?',
  SecretEnvSource: 'Name:string Optional:?',
  SecretKeySelector: 'Name:string Key:string Optional:?',
  SecretProjection: 'Name:string Items:[KeyToPath] Optional:?',
  SecretVolumeSource: 'SecretName:string Items:[KeyToPath] DefaultMode:? Optional:?',
  SecurityContext:
    'Capabilities:*Capabilities Privileged:? SELinuxOptions=seLinuxOptions:*SELinuxOptions WindowsOptions:? RunAsUser:? RunAsGroup:? RunAsNonRoot:? ReadOnlyRootFilesystem:? AllowPrivilegeEscalation:? ProcMount:? SeccompProfile:*SeccompProfile AppArmorProfile:*AppArmorProfile',
  ServiceAccountTokenProjection: 'Audience:string ExpirationSeconds:int Path:string',
  SleepAction: 'Seconds:int',
  Sysctl: 'Name:string Value:string',
  TCPSocketAction: 'Port:int Host:string',
  Toleration: 'Key:string Operator:string Value:string Effect:string TolerationSeconds:?',
  TopologySpreadConstraint:
    'MaxSkew:int TopologyKey:string WhenUnsatisfiable:string LabelSelector:? MinDomains:? NodeAffinityPolicy:? NodeTaintsPolicy:? MatchLabelKeys:[]',
  Volume:
    'Name:string HostPath:*HostPathVolumeSource EmptyDir:*EmptyDirVolumeSource GCEPersistentDisk=gcePersistentDisk:? AWSElasticBlockStore=awsElasticBlockStore:? GitRepo:? Secret:*SecretVolumeSource NFS=nfs:*NFSVolumeSource ISCSI=iscsi:? Glusterfs:? PersistentVolumeClaim:*PersistentVolumeClaimVolumeSource RBD=rbd:? Quobyte:? FlexVolume:? Cinder:? CephFS=cephfs:? Flocker:? DownwardAPI:*DownwardAPIVolumeSource FC=fc:? AzureFile:? ConfigMap:*ConfigMapVolumeSource VsphereVolume:? AzureDisk:? PhotonPersistentDisk:? Projected:*ProjectedVolumeSource PortworxVolume:? ScaleIO:? StorageOS=storageos:? CSI=csi:*CSIVolumeSource Ephemeral:? Image:*ImageVolumeSource',
  VolumeDevice: 'Name:string DevicePath:string',
  VolumeMount:
    'Name:string ReadOnly:bool RecursiveReadOnly:? MountPath:string SubPath:string MountPropagation:? SubPathExpr:string',
  VolumeProjection:
    'Secret:*SecretProjection DownwardAPI:*DownwardAPIProjection ConfigMap:*ConfigMapProjection ServiceAccountToken:*ServiceAccountTokenProjection ClusterTrustBundle:? PodCertificate:?',
  WeightedPodAffinityTerm: 'Weight:int PodAffinityTerm:PodAffinityTerm',
}
