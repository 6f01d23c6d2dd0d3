// Made by build/kubernetes/write-types.ts from k8s.io/kubernetes@v1.35.4 (h1:o/8dBC/pHVpYoGV4OAIytAlNPZbdYVTXJHoYvXC4qzM=). Do not edit.
// Every field that the OpenAPI document does not require is optional, as on the wire.

export interface APIResource {
  readonly categories?: readonly string[] | undefined
  readonly group?: string | undefined
  readonly kind: string
  readonly name: string
  readonly namespaced: boolean
  readonly shortNames?: readonly string[] | undefined
  readonly singularName: string
  readonly storageVersionHash?: string | undefined
  readonly verbs: readonly string[]
  readonly version?: string | undefined
}

export interface APIResourceList {
  readonly apiVersion?: string | undefined
  readonly groupVersion: string
  readonly kind?: string | undefined
  readonly resources: readonly APIResource[]
}

export interface AWSElasticBlockStoreVolumeSource {
  readonly fsType?: string | undefined
  readonly partition?: number | undefined
  readonly readOnly?: boolean | undefined
  readonly volumeID: string
}

export interface Affinity {
  readonly nodeAffinity?: NodeAffinity | undefined
  readonly podAffinity?: PodAffinity | undefined
  readonly podAntiAffinity?: PodAntiAffinity | undefined
}

export interface AggregationRule {
  readonly clusterRoleSelectors?: readonly LabelSelector[] | undefined
}

export interface AppArmorProfile {
  readonly localhostProfile?: string | undefined
  readonly type: string
}

export interface AttachedVolume {
  readonly devicePath: string
  readonly name: string
}

export interface AutoscalingV1CrossVersionObjectReference {
  readonly apiVersion?: string | undefined
  readonly kind: string
  readonly name: string
}

export interface AutoscalingV1HorizontalPodAutoscaler {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: AutoscalingV1HorizontalPodAutoscalerSpec | undefined
  readonly status?: AutoscalingV1HorizontalPodAutoscalerStatus | undefined
}

export interface AutoscalingV1HorizontalPodAutoscalerList {
  readonly apiVersion?: string | undefined
  readonly items: readonly AutoscalingV1HorizontalPodAutoscaler[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface AutoscalingV1HorizontalPodAutoscalerSpec {
  readonly maxReplicas: number
  readonly minReplicas?: number | undefined
  readonly scaleTargetRef: AutoscalingV1CrossVersionObjectReference
  readonly targetCPUUtilizationPercentage?: number | undefined
}

export interface AutoscalingV1HorizontalPodAutoscalerStatus {
  readonly currentCPUUtilizationPercentage?: number | undefined
  readonly currentReplicas: number
  readonly desiredReplicas: number
  readonly lastScaleTime?: Time | undefined
  readonly observedGeneration?: number | undefined
}

export interface AutoscalingV2CrossVersionObjectReference {
  readonly apiVersion?: string | undefined
  readonly kind: string
  readonly name: string
}

export interface AutoscalingV2HorizontalPodAutoscaler {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: AutoscalingV2HorizontalPodAutoscalerSpec | undefined
  readonly status?: AutoscalingV2HorizontalPodAutoscalerStatus | undefined
}

export interface AutoscalingV2HorizontalPodAutoscalerList {
  readonly apiVersion?: string | undefined
  readonly items: readonly AutoscalingV2HorizontalPodAutoscaler[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface AutoscalingV2HorizontalPodAutoscalerSpec {
  readonly behavior?: HorizontalPodAutoscalerBehavior | undefined
  readonly maxReplicas: number
  readonly metrics?: readonly MetricSpec[] | undefined
  readonly minReplicas?: number | undefined
  readonly scaleTargetRef: AutoscalingV2CrossVersionObjectReference
}

export interface AutoscalingV2HorizontalPodAutoscalerStatus {
  readonly conditions?: readonly HorizontalPodAutoscalerCondition[] | undefined
  readonly currentMetrics?: readonly MetricStatus[] | undefined
  readonly currentReplicas?: number | undefined
  readonly desiredReplicas: number
  readonly lastScaleTime?: Time | undefined
  readonly observedGeneration?: number | undefined
}

export interface AzureDiskVolumeSource {
  readonly cachingMode?: string | undefined
  readonly diskName: string
  readonly diskURI: string
  readonly fsType?: string | undefined
  readonly kind?: string | undefined
  readonly readOnly?: boolean | undefined
}

export interface AzureFilePersistentVolumeSource {
  readonly readOnly?: boolean | undefined
  readonly secretName: string
  readonly secretNamespace?: string | undefined
  readonly shareName: string
}

export interface AzureFileVolumeSource {
  readonly readOnly?: boolean | undefined
  readonly secretName: string
  readonly shareName: string
}

export interface Binding {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly target: ObjectReference
}

export interface BoundObjectReference {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
  readonly uid?: string | undefined
}

export interface CSIPersistentVolumeSource {
  readonly controllerExpandSecretRef?: SecretReference | undefined
  readonly controllerPublishSecretRef?: SecretReference | undefined
  readonly driver: string
  readonly fsType?: string | undefined
  readonly nodeExpandSecretRef?: SecretReference | undefined
  readonly nodePublishSecretRef?: SecretReference | undefined
  readonly nodeStageSecretRef?: SecretReference | undefined
  readonly readOnly?: boolean | undefined
  readonly volumeAttributes?: Readonly<Record<string, string>> | undefined
  readonly volumeHandle: string
}

export interface CSIVolumeSource {
  readonly driver: string
  readonly fsType?: string | undefined
  readonly nodePublishSecretRef?: LocalObjectReference | undefined
  readonly readOnly?: boolean | undefined
  readonly volumeAttributes?: Readonly<Record<string, string>> | undefined
}

export interface Capabilities {
  readonly add?: readonly string[] | undefined
  readonly drop?: readonly string[] | undefined
}

export interface CephFSPersistentVolumeSource {
  readonly monitors: readonly string[]
  readonly path?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretFile?: string | undefined
  readonly secretRef?: SecretReference | undefined
  readonly user?: string | undefined
}

export interface CephFSVolumeSource {
  readonly monitors: readonly string[]
  readonly path?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretFile?: string | undefined
  readonly secretRef?: LocalObjectReference | undefined
  readonly user?: string | undefined
}

export interface CinderPersistentVolumeSource {
  readonly fsType?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: SecretReference | undefined
  readonly volumeID: string
}

export interface CinderVolumeSource {
  readonly fsType?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: LocalObjectReference | undefined
  readonly volumeID: string
}

export interface ClientIPConfig {
  readonly timeoutSeconds?: number | undefined
}

export interface ClusterRole {
  readonly aggregationRule?: AggregationRule | undefined
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly rules?: readonly PolicyRule[] | undefined
}

export interface ClusterRoleBinding {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly roleRef: RoleRef
  readonly subjects?: readonly Subject[] | undefined
}

export interface ClusterRoleBindingList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ClusterRoleBinding[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ClusterRoleList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ClusterRole[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ClusterTrustBundleProjection {
  readonly labelSelector?: LabelSelector | undefined
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
  readonly path: string
  readonly signerName?: string | undefined
}

export interface ComponentCondition {
  readonly error?: string | undefined
  readonly message?: string | undefined
  readonly status: string
  readonly type: string
}

export interface ComponentStatus {
  readonly apiVersion?: string | undefined
  readonly conditions?: readonly ComponentCondition[] | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
}

export interface ComponentStatusList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ComponentStatus[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface Condition {
  readonly lastTransitionTime: Time
  readonly message: string
  readonly observedGeneration?: number | undefined
  readonly reason: string
  readonly status: string
  readonly type: string
}

export interface ConfigMap {
  readonly apiVersion?: string | undefined
  readonly binaryData?: Readonly<Record<string, string>> | undefined
  readonly data?: Readonly<Record<string, string>> | undefined
  readonly immutable?: boolean | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
}

export interface ConfigMapEnvSource {
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface ConfigMapKeySelector {
  readonly key: string
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface ConfigMapList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ConfigMap[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ConfigMapNodeConfigSource {
  readonly kubeletConfigKey: string
  readonly name: string
  readonly namespace: string
  readonly resourceVersion?: string | undefined
  readonly uid?: string | undefined
}

export interface ConfigMapProjection {
  readonly items?: readonly KeyToPath[] | undefined
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface ConfigMapVolumeSource {
  readonly defaultMode?: number | undefined
  readonly items?: readonly KeyToPath[] | undefined
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface Container {
  readonly args?: readonly string[] | undefined
  readonly command?: readonly string[] | undefined
  readonly env?: readonly EnvVar[] | undefined
  readonly envFrom?: readonly EnvFromSource[] | undefined
  readonly image?: string | undefined
  readonly imagePullPolicy?: string | undefined
  readonly lifecycle?: Lifecycle | undefined
  readonly livenessProbe?: Probe | undefined
  readonly name: string
  readonly ports?: readonly ContainerPort[] | undefined
  readonly readinessProbe?: Probe | undefined
  readonly resizePolicy?: readonly ContainerResizePolicy[] | undefined
  readonly resources?: ResourceRequirements | undefined
  readonly restartPolicy?: string | undefined
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined
  readonly securityContext?: SecurityContext | undefined
  readonly startupProbe?: Probe | undefined
  readonly stdin?: boolean | undefined
  readonly stdinOnce?: boolean | undefined
  readonly terminationMessagePath?: string | undefined
  readonly terminationMessagePolicy?: string | undefined
  readonly tty?: boolean | undefined
  readonly volumeDevices?: readonly VolumeDevice[] | undefined
  readonly volumeMounts?: readonly VolumeMount[] | undefined
  readonly workingDir?: string | undefined
}

export interface ContainerExtendedResourceRequest {
  readonly containerName: string
  readonly requestName: string
  readonly resourceName: string
}

export interface ContainerImage {
  readonly names?: readonly string[] | undefined
  readonly sizeBytes?: number | undefined
}

export interface ContainerPort {
  readonly containerPort: number
  readonly hostIP?: string | undefined
  readonly hostPort?: number | undefined
  readonly name?: string | undefined
  readonly protocol?: string | undefined
}

export interface ContainerResizePolicy {
  readonly resourceName: string
  readonly restartPolicy: string
}

export interface ContainerResourceMetricSource {
  readonly container: string
  readonly name: string
  readonly target: MetricTarget
}

export interface ContainerResourceMetricStatus {
  readonly container: string
  readonly current: MetricValueStatus
  readonly name: string
}

export interface ContainerRestartRule {
  readonly action: string
  readonly exitCodes?: ContainerRestartRuleOnExitCodes | undefined
}

export interface ContainerRestartRuleOnExitCodes {
  readonly operator: string
  readonly values?: readonly number[] | undefined
}

export interface ContainerState {
  readonly running?: ContainerStateRunning | undefined
  readonly terminated?: ContainerStateTerminated | undefined
  readonly waiting?: ContainerStateWaiting | undefined
}

export interface ContainerStateRunning {
  readonly startedAt?: Time | undefined
}

export interface ContainerStateTerminated {
  readonly containerID?: string | undefined
  readonly exitCode: number
  readonly finishedAt?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly signal?: number | undefined
  readonly startedAt?: Time | undefined
}

export interface ContainerStateWaiting {
  readonly message?: string | undefined
  readonly reason?: string | undefined
}

export interface ContainerStatus {
  readonly allocatedResources?: Readonly<Record<string, Quantity>> | undefined
  readonly allocatedResourcesStatus?: readonly ResourceStatus[] | undefined
  readonly containerID?: string | undefined
  readonly image: string
  readonly imageID: string
  readonly lastState?: ContainerState | undefined
  readonly name: string
  readonly ready: boolean
  readonly resources?: ResourceRequirements | undefined
  readonly restartCount: number
  readonly started?: boolean | undefined
  readonly state?: ContainerState | undefined
  readonly stopSignal?: string | undefined
  readonly user?: ContainerUser | undefined
  readonly volumeMounts?: readonly VolumeMountStatus[] | undefined
}

export interface ContainerUser {
  readonly linux?: LinuxContainerUser | undefined
}

export interface ControllerRevision {
  readonly apiVersion?: string | undefined
  readonly data?: RawExtension | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly revision: number
}

export interface ControllerRevisionList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ControllerRevision[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface CronJob {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: CronJobSpec | undefined
  readonly status?: CronJobStatus | undefined
}

export interface CronJobList {
  readonly apiVersion?: string | undefined
  readonly items: readonly CronJob[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface CronJobSpec {
  readonly concurrencyPolicy?: string | undefined
  readonly failedJobsHistoryLimit?: number | undefined
  readonly jobTemplate: JobTemplateSpec
  readonly schedule: string
  readonly startingDeadlineSeconds?: number | undefined
  readonly successfulJobsHistoryLimit?: number | undefined
  readonly suspend?: boolean | undefined
  readonly timeZone?: string | undefined
}

export interface CronJobStatus {
  readonly active?: readonly ObjectReference[] | undefined
  readonly lastScheduleTime?: Time | undefined
  readonly lastSuccessfulTime?: Time | undefined
}

export interface CustomResourceColumnDefinition {
  readonly description?: string | undefined
  readonly format?: string | undefined
  readonly jsonPath: string
  readonly name: string
  readonly priority?: number | undefined
  readonly type: string
}

export interface CustomResourceConversion {
  readonly strategy: string
  readonly webhook?: WebhookConversion | undefined
}

export interface CustomResourceDefinition {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: CustomResourceDefinitionSpec
  readonly status?: CustomResourceDefinitionStatus | undefined
}

export interface CustomResourceDefinitionCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly observedGeneration?: number | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface CustomResourceDefinitionList {
  readonly apiVersion?: string | undefined
  readonly items: readonly CustomResourceDefinition[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface CustomResourceDefinitionNames {
  readonly categories?: readonly string[] | undefined
  readonly kind: string
  readonly listKind?: string | undefined
  readonly plural: string
  readonly shortNames?: readonly string[] | undefined
  readonly singular?: string | undefined
}

export interface CustomResourceDefinitionSpec {
  readonly conversion?: CustomResourceConversion | undefined
  readonly group: string
  readonly names: CustomResourceDefinitionNames
  readonly preserveUnknownFields?: boolean | undefined
  readonly scope: string
  readonly versions: readonly CustomResourceDefinitionVersion[]
}

export interface CustomResourceDefinitionStatus {
  readonly acceptedNames?: CustomResourceDefinitionNames | undefined
  readonly conditions?: readonly CustomResourceDefinitionCondition[] | undefined
  readonly observedGeneration?: number | undefined
  readonly storedVersions?: readonly string[] | undefined
}

export interface CustomResourceDefinitionVersion {
  readonly additionalPrinterColumns?: readonly CustomResourceColumnDefinition[] | undefined
  readonly deprecated?: boolean | undefined
  readonly deprecationWarning?: string | undefined
  readonly name: string
  readonly schema?: CustomResourceValidation | undefined
  readonly selectableFields?: readonly SelectableField[] | undefined
  readonly served: boolean
  readonly storage: boolean
  readonly subresources?: CustomResourceSubresources | undefined
}

export interface CustomResourceSubresourceScale {
  readonly labelSelectorPath?: string | undefined
  readonly specReplicasPath: string
  readonly statusReplicasPath: string
}

export type CustomResourceSubresourceStatus = Readonly<Record<string, unknown>>

export interface CustomResourceSubresources {
  readonly scale?: CustomResourceSubresourceScale | undefined
  readonly status?: CustomResourceSubresourceStatus | undefined
}

export interface CustomResourceValidation {
  readonly openAPIV3Schema?: JSONSchemaProps | undefined
}

export interface DaemonEndpoint {
  readonly Port: number
}

export interface DaemonSet {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: DaemonSetSpec | undefined
  readonly status?: DaemonSetStatus | undefined
}

export interface DaemonSetCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface DaemonSetList {
  readonly apiVersion?: string | undefined
  readonly items: readonly DaemonSet[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface DaemonSetSpec {
  readonly minReadySeconds?: number | undefined
  readonly revisionHistoryLimit?: number | undefined
  readonly selector: LabelSelector
  readonly template: PodTemplateSpec
  readonly updateStrategy?: DaemonSetUpdateStrategy | undefined
}

export interface DaemonSetStatus {
  readonly collisionCount?: number | undefined
  readonly conditions?: readonly DaemonSetCondition[] | undefined
  readonly currentNumberScheduled: number
  readonly desiredNumberScheduled: number
  readonly numberAvailable?: number | undefined
  readonly numberMisscheduled: number
  readonly numberReady: number
  readonly numberUnavailable?: number | undefined
  readonly observedGeneration?: number | undefined
  readonly updatedNumberScheduled?: number | undefined
}

export interface DaemonSetUpdateStrategy {
  readonly rollingUpdate?: RollingUpdateDaemonSet | undefined
  readonly type?: string | undefined
}

export interface DeleteOptions {
  readonly apiVersion?: string | undefined
  readonly dryRun?: readonly string[] | undefined
  readonly gracePeriodSeconds?: number | undefined
  readonly ignoreStoreReadErrorWithClusterBreakingPotential?: boolean | undefined
  readonly kind?: string | undefined
  readonly orphanDependents?: boolean | undefined
  readonly preconditions?: Preconditions | undefined
  readonly propagationPolicy?: string | undefined
}

export interface Deployment {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: DeploymentSpec | undefined
  readonly status?: DeploymentStatus | undefined
}

export interface DeploymentCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly lastUpdateTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface DeploymentList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Deployment[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface DeploymentSpec {
  readonly minReadySeconds?: number | undefined
  readonly paused?: boolean | undefined
  readonly progressDeadlineSeconds?: number | undefined
  readonly replicas?: number | undefined
  readonly revisionHistoryLimit?: number | undefined
  readonly selector: LabelSelector
  readonly strategy?: DeploymentStrategy | undefined
  readonly template: PodTemplateSpec
}

export interface DeploymentStatus {
  readonly availableReplicas?: number | undefined
  readonly collisionCount?: number | undefined
  readonly conditions?: readonly DeploymentCondition[] | undefined
  readonly observedGeneration?: number | undefined
  readonly readyReplicas?: number | undefined
  readonly replicas?: number | undefined
  readonly terminatingReplicas?: number | undefined
  readonly unavailableReplicas?: number | undefined
  readonly updatedReplicas?: number | undefined
}

export interface DeploymentStrategy {
  readonly rollingUpdate?: RollingUpdateDeployment | undefined
  readonly type?: string | undefined
}

export interface DiscoveryEndpointPort {
  readonly appProtocol?: string | undefined
  readonly name?: string | undefined
  readonly port?: number | undefined
  readonly protocol?: string | undefined
}

export interface DownwardAPIProjection {
  readonly items?: readonly DownwardAPIVolumeFile[] | undefined
}

export interface DownwardAPIVolumeFile {
  readonly fieldRef?: ObjectFieldSelector | undefined
  readonly mode?: number | undefined
  readonly path: string
  readonly resourceFieldRef?: ResourceFieldSelector | undefined
}

export interface DownwardAPIVolumeSource {
  readonly defaultMode?: number | undefined
  readonly items?: readonly DownwardAPIVolumeFile[] | undefined
}

export interface EmptyDirVolumeSource {
  readonly medium?: string | undefined
  readonly sizeLimit?: Quantity | undefined
}

export interface Endpoint {
  readonly addresses: readonly string[]
  readonly conditions?: EndpointConditions | undefined
  readonly deprecatedTopology?: Readonly<Record<string, string>> | undefined
  readonly hints?: EndpointHints | undefined
  readonly hostname?: string | undefined
  readonly nodeName?: string | undefined
  readonly targetRef?: ObjectReference | undefined
  readonly zone?: string | undefined
}

export interface EndpointAddress {
  readonly hostname?: string | undefined
  readonly ip: string
  readonly nodeName?: string | undefined
  readonly targetRef?: ObjectReference | undefined
}

export interface EndpointConditions {
  readonly ready?: boolean | undefined
  readonly serving?: boolean | undefined
  readonly terminating?: boolean | undefined
}

export interface EndpointHints {
  readonly forNodes?: readonly ForNode[] | undefined
  readonly forZones?: readonly ForZone[] | undefined
}

export interface EndpointPort {
  readonly appProtocol?: string | undefined
  readonly name?: string | undefined
  readonly port: number
  readonly protocol?: string | undefined
}

export interface EndpointSlice {
  readonly addressType: string
  readonly apiVersion?: string | undefined
  readonly endpoints: readonly Endpoint[]
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly ports?: readonly DiscoveryEndpointPort[] | undefined
}

export interface EndpointSliceList {
  readonly apiVersion?: string | undefined
  readonly items: readonly EndpointSlice[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface EndpointSubset {
  readonly addresses?: readonly EndpointAddress[] | undefined
  readonly notReadyAddresses?: readonly EndpointAddress[] | undefined
  readonly ports?: readonly EndpointPort[] | undefined
}

export interface Endpoints {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly subsets?: readonly EndpointSubset[] | undefined
}

export interface EndpointsList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Endpoints[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface EnvFromSource {
  readonly configMapRef?: ConfigMapEnvSource | undefined
  readonly prefix?: string | undefined
  readonly secretRef?: SecretEnvSource | undefined
}

export interface EnvVar {
  readonly name: string
  readonly value?: string | undefined
  readonly valueFrom?: EnvVarSource | undefined
}

export interface EnvVarSource {
  readonly configMapKeyRef?: ConfigMapKeySelector | undefined
  readonly fieldRef?: ObjectFieldSelector | undefined
  readonly fileKeyRef?: FileKeySelector | undefined
  readonly resourceFieldRef?: ResourceFieldSelector | undefined
  readonly secretKeyRef?: SecretKeySelector | undefined
}

export interface EphemeralContainer {
  readonly args?: readonly string[] | undefined
  readonly command?: readonly string[] | undefined
  readonly env?: readonly EnvVar[] | undefined
  readonly envFrom?: readonly EnvFromSource[] | undefined
  readonly image?: string | undefined
  readonly imagePullPolicy?: string | undefined
  readonly lifecycle?: Lifecycle | undefined
  readonly livenessProbe?: Probe | undefined
  readonly name: string
  readonly ports?: readonly ContainerPort[] | undefined
  readonly readinessProbe?: Probe | undefined
  readonly resizePolicy?: readonly ContainerResizePolicy[] | undefined
  readonly resources?: ResourceRequirements | undefined
  readonly restartPolicy?: string | undefined
  readonly restartPolicyRules?: readonly ContainerRestartRule[] | undefined
  readonly securityContext?: SecurityContext | undefined
  readonly startupProbe?: Probe | undefined
  readonly stdin?: boolean | undefined
  readonly stdinOnce?: boolean | undefined
  readonly targetContainerName?: string | undefined
  readonly terminationMessagePath?: string | undefined
  readonly terminationMessagePolicy?: string | undefined
  readonly tty?: boolean | undefined
  readonly volumeDevices?: readonly VolumeDevice[] | undefined
  readonly volumeMounts?: readonly VolumeMount[] | undefined
  readonly workingDir?: string | undefined
}

export interface EphemeralVolumeSource {
  readonly volumeClaimTemplate?: PersistentVolumeClaimTemplate | undefined
}

export interface Event {
  readonly action?: string | undefined
  readonly apiVersion?: string | undefined
  readonly count?: number | undefined
  readonly eventTime?: MicroTime | undefined
  readonly firstTimestamp?: Time | undefined
  readonly involvedObject: ObjectReference
  readonly kind?: string | undefined
  readonly lastTimestamp?: Time | undefined
  readonly message?: string | undefined
  readonly metadata: ObjectMeta
  readonly reason?: string | undefined
  readonly related?: ObjectReference | undefined
  readonly reportingComponent?: string | undefined
  readonly reportingInstance?: string | undefined
  readonly series?: EventSeries | undefined
  readonly source?: EventSource | undefined
  readonly type?: string | undefined
}

export interface EventList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Event[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface EventSeries {
  readonly count?: number | undefined
  readonly lastObservedTime?: MicroTime | undefined
}

export interface EventSource {
  readonly component?: string | undefined
  readonly host?: string | undefined
}

export interface EventsEvent {
  readonly action?: string | undefined
  readonly apiVersion?: string | undefined
  readonly deprecatedCount?: number | undefined
  readonly deprecatedFirstTimestamp?: Time | undefined
  readonly deprecatedLastTimestamp?: Time | undefined
  readonly deprecatedSource?: EventSource | undefined
  readonly eventTime: MicroTime
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly note?: string | undefined
  readonly reason?: string | undefined
  readonly regarding?: ObjectReference | undefined
  readonly related?: ObjectReference | undefined
  readonly reportingController?: string | undefined
  readonly reportingInstance?: string | undefined
  readonly series?: EventsEventSeries | undefined
  readonly type?: string | undefined
}

export interface EventsEventList {
  readonly apiVersion?: string | undefined
  readonly items: readonly EventsEvent[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface EventsEventSeries {
  readonly count: number
  readonly lastObservedTime: MicroTime
}

export interface Eviction {
  readonly apiVersion?: string | undefined
  readonly deleteOptions?: DeleteOptions | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
}

export interface ExecAction {
  readonly command?: readonly string[] | undefined
}

export interface ExternalDocumentation {
  readonly description?: string | undefined
  readonly url?: string | undefined
}

export interface ExternalMetricSource {
  readonly metric: MetricIdentifier
  readonly target: MetricTarget
}

export interface ExternalMetricStatus {
  readonly current: MetricValueStatus
  readonly metric: MetricIdentifier
}

export interface FCVolumeSource {
  readonly fsType?: string | undefined
  readonly lun?: number | undefined
  readonly readOnly?: boolean | undefined
  readonly targetWWNs?: readonly string[] | undefined
  readonly wwids?: readonly string[] | undefined
}

export interface FieldSelectorAttributes {
  readonly rawSelector?: string | undefined
  readonly requirements?: readonly FieldSelectorRequirement[] | undefined
}

export interface FieldSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[] | undefined
}

export type FieldsV1 = Readonly<Record<string, unknown>>

export interface FileKeySelector {
  readonly key: string
  readonly optional?: boolean | undefined
  readonly path: string
  readonly volumeName: string
}

export interface FlexPersistentVolumeSource {
  readonly driver: string
  readonly fsType?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: SecretReference | undefined
}

export interface FlexVolumeSource {
  readonly driver: string
  readonly fsType?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: LocalObjectReference | undefined
}

export interface FlockerVolumeSource {
  readonly datasetName?: string | undefined
  readonly datasetUUID?: string | undefined
}

export interface ForNode {
  readonly name: string
}

export interface ForZone {
  readonly name: string
}

export interface GCEPersistentDiskVolumeSource {
  readonly fsType?: string | undefined
  readonly partition?: number | undefined
  readonly pdName: string
  readonly readOnly?: boolean | undefined
}

export interface GRPCAction {
  readonly port: number
  readonly service?: string | undefined
}

export interface GitRepoVolumeSource {
  readonly directory?: string | undefined
  readonly repository: string
  readonly revision?: string | undefined
}

export interface GlusterfsPersistentVolumeSource {
  readonly endpoints: string
  readonly endpointsNamespace?: string | undefined
  readonly path: string
  readonly readOnly?: boolean | undefined
}

export interface GlusterfsVolumeSource {
  readonly endpoints: string
  readonly path: string
  readonly readOnly?: boolean | undefined
}

export interface HPAScalingPolicy {
  readonly periodSeconds: number
  readonly type: string
  readonly value: number
}

export interface HPAScalingRules {
  readonly policies?: readonly HPAScalingPolicy[] | undefined
  readonly selectPolicy?: string | undefined
  readonly stabilizationWindowSeconds?: number | undefined
  readonly tolerance?: Quantity | undefined
}

export interface HTTPGetAction {
  readonly host?: string | undefined
  readonly httpHeaders?: readonly HTTPHeader[] | undefined
  readonly path?: string | undefined
  readonly port: IntOrString
  readonly scheme?: string | undefined
}

export interface HTTPHeader {
  readonly name: string
  readonly value: string
}

export interface HTTPIngressPath {
  readonly backend: IngressBackend
  readonly path?: string | undefined
  readonly pathType: string
}

export interface HTTPIngressRuleValue {
  readonly paths: readonly HTTPIngressPath[]
}

export interface HorizontalPodAutoscalerBehavior {
  readonly scaleDown?: HPAScalingRules | undefined
  readonly scaleUp?: HPAScalingRules | undefined
}

export interface HorizontalPodAutoscalerCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface HostAlias {
  readonly hostnames?: readonly string[] | undefined
  readonly ip: string
}

export interface HostIP {
  readonly ip: string
}

export interface HostPathVolumeSource {
  readonly path: string
  readonly type?: string | undefined
}

export interface IPAddress {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: IPAddressSpec | undefined
}

export interface IPAddressList {
  readonly apiVersion?: string | undefined
  readonly items: readonly IPAddress[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface IPAddressSpec {
  readonly parentRef: ParentReference
}

export interface IPBlock {
  readonly cidr: string
  readonly except?: readonly string[] | undefined
}

export interface ISCSIPersistentVolumeSource {
  readonly chapAuthDiscovery?: boolean | undefined
  readonly chapAuthSession?: boolean | undefined
  readonly fsType?: string | undefined
  readonly initiatorName?: string | undefined
  readonly iqn: string
  readonly iscsiInterface?: string | undefined
  readonly lun: number
  readonly portals?: readonly string[] | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: SecretReference | undefined
  readonly targetPortal: string
}

export interface ISCSIVolumeSource {
  readonly chapAuthDiscovery?: boolean | undefined
  readonly chapAuthSession?: boolean | undefined
  readonly fsType?: string | undefined
  readonly initiatorName?: string | undefined
  readonly iqn: string
  readonly iscsiInterface?: string | undefined
  readonly lun: number
  readonly portals?: readonly string[] | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: LocalObjectReference | undefined
  readonly targetPortal: string
}

export interface ImageVolumeSource {
  readonly pullPolicy?: string | undefined
  readonly reference?: string | undefined
}

export interface Ingress {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: IngressSpec | undefined
  readonly status?: IngressStatus | undefined
}

export interface IngressBackend {
  readonly resource?: TypedLocalObjectReference | undefined
  readonly service?: IngressServiceBackend | undefined
}

export interface IngressClass {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: IngressClassSpec | undefined
}

export interface IngressClassList {
  readonly apiVersion?: string | undefined
  readonly items: readonly IngressClass[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface IngressClassParametersReference {
  readonly apiGroup?: string | undefined
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
  readonly scope?: string | undefined
}

export interface IngressClassSpec {
  readonly controller?: string | undefined
  readonly parameters?: IngressClassParametersReference | undefined
}

export interface IngressList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Ingress[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface IngressLoadBalancerIngress {
  readonly hostname?: string | undefined
  readonly ip?: string | undefined
  readonly ports?: readonly IngressPortStatus[] | undefined
}

export interface IngressLoadBalancerStatus {
  readonly ingress?: readonly IngressLoadBalancerIngress[] | undefined
}

export interface IngressPortStatus {
  readonly error?: string | undefined
  readonly port: number
  readonly protocol: string
}

export interface IngressRule {
  readonly host?: string | undefined
  readonly http?: HTTPIngressRuleValue | undefined
}

export interface IngressServiceBackend {
  readonly name: string
  readonly port?: ServiceBackendPort | undefined
}

export interface IngressSpec {
  readonly defaultBackend?: IngressBackend | undefined
  readonly ingressClassName?: string | undefined
  readonly rules?: readonly IngressRule[] | undefined
  readonly tls?: readonly IngressTLS[] | undefined
}

export interface IngressStatus {
  readonly loadBalancer?: IngressLoadBalancerStatus | undefined
}

export interface IngressTLS {
  readonly hosts?: readonly string[] | undefined
  readonly secretName?: string | undefined
}

export type IntOrString = number | string

export type JSON = unknown

export interface JSONSchemaProps {
  readonly $ref?: string | undefined
  readonly $schema?: string | undefined
  readonly additionalItems?: JSONSchemaPropsOrBool
  readonly additionalProperties?: JSONSchemaPropsOrBool
  readonly allOf?: readonly JSONSchemaProps[] | undefined
  readonly anyOf?: readonly JSONSchemaProps[] | undefined
  readonly default?: JSON
  readonly definitions?: Readonly<Record<string, JSONSchemaProps>> | undefined
  readonly dependencies?: Readonly<Record<string, JSONSchemaPropsOrStringArray>> | undefined
  readonly description?: string | undefined
  readonly enum?: readonly JSON[] | undefined
  readonly example?: JSON
  readonly exclusiveMaximum?: boolean | undefined
  readonly exclusiveMinimum?: boolean | undefined
  readonly externalDocs?: ExternalDocumentation | undefined
  readonly format?: string | undefined
  readonly id?: string | undefined
  readonly items?: JSONSchemaPropsOrArray
  readonly maxItems?: number | undefined
  readonly maxLength?: number | undefined
  readonly maxProperties?: number | undefined
  readonly maximum?: number | undefined
  readonly minItems?: number | undefined
  readonly minLength?: number | undefined
  readonly minProperties?: number | undefined
  readonly minimum?: number | undefined
  readonly multipleOf?: number | undefined
  readonly not?: JSONSchemaProps | undefined
  readonly nullable?: boolean | undefined
  readonly oneOf?: readonly JSONSchemaProps[] | undefined
  readonly pattern?: string | undefined
  readonly patternProperties?: Readonly<Record<string, JSONSchemaProps>> | undefined
  readonly properties?: Readonly<Record<string, JSONSchemaProps>> | undefined
  readonly required?: readonly string[] | undefined
  readonly title?: string | undefined
  readonly type?: string | undefined
  readonly uniqueItems?: boolean | undefined
  readonly 'x-kubernetes-embedded-resource'?: boolean | undefined
  readonly 'x-kubernetes-int-or-string'?: boolean | undefined
  readonly 'x-kubernetes-list-map-keys'?: readonly string[] | undefined
  readonly 'x-kubernetes-list-type'?: string | undefined
  readonly 'x-kubernetes-map-type'?: string | undefined
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean | undefined
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[] | undefined
}

export type JSONSchemaPropsOrArray = unknown

export type JSONSchemaPropsOrBool = unknown

export type JSONSchemaPropsOrStringArray = unknown

export interface Job {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: JobSpec | undefined
  readonly status?: JobStatus | undefined
}

export interface JobCondition {
  readonly lastProbeTime?: Time | undefined
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface JobList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Job[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface JobSpec {
  readonly activeDeadlineSeconds?: number | undefined
  readonly backoffLimit?: number | undefined
  readonly backoffLimitPerIndex?: number | undefined
  readonly completionMode?: string | undefined
  readonly completions?: number | undefined
  readonly managedBy?: string | undefined
  readonly manualSelector?: boolean | undefined
  readonly maxFailedIndexes?: number | undefined
  readonly parallelism?: number | undefined
  readonly podFailurePolicy?: PodFailurePolicy | undefined
  readonly podReplacementPolicy?: string | undefined
  readonly selector?: LabelSelector | undefined
  readonly successPolicy?: SuccessPolicy | undefined
  readonly suspend?: boolean | undefined
  readonly template: PodTemplateSpec
  readonly ttlSecondsAfterFinished?: number | undefined
}

export interface JobStatus {
  readonly active?: number | undefined
  readonly completedIndexes?: string | undefined
  readonly completionTime?: Time | undefined
  readonly conditions?: readonly JobCondition[] | undefined
  readonly failed?: number | undefined
  readonly failedIndexes?: string | undefined
  readonly ready?: number | undefined
  readonly startTime?: Time | undefined
  readonly succeeded?: number | undefined
  readonly terminating?: number | undefined
  readonly uncountedTerminatedPods?: UncountedTerminatedPods | undefined
}

export interface JobTemplateSpec {
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: JobSpec | undefined
}

export interface KeyToPath {
  readonly key: string
  readonly mode?: number | undefined
  readonly path: string
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[] | undefined
  readonly matchLabels?: Readonly<Record<string, string>> | undefined
}

export interface LabelSelectorAttributes {
  readonly rawSelector?: string | undefined
  readonly requirements?: readonly LabelSelectorRequirement[] | undefined
}

export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[] | undefined
}

export interface Lease {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: LeaseSpec | undefined
}

export interface LeaseList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Lease[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface LeaseSpec {
  readonly acquireTime?: MicroTime | undefined
  readonly holderIdentity?: string | undefined
  readonly leaseDurationSeconds?: number | undefined
  readonly leaseTransitions?: number | undefined
  readonly preferredHolder?: string | undefined
  readonly renewTime?: MicroTime | undefined
  readonly strategy?: string | undefined
}

export interface Lifecycle {
  readonly postStart?: LifecycleHandler | undefined
  readonly preStop?: LifecycleHandler | undefined
  readonly stopSignal?: string | undefined
}

export interface LifecycleHandler {
  readonly exec?: ExecAction | undefined
  readonly httpGet?: HTTPGetAction | undefined
  readonly sleep?: SleepAction | undefined
  readonly tcpSocket?: TCPSocketAction | undefined
}

export interface LimitRange {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: LimitRangeSpec | undefined
}

export interface LimitRangeItem {
  readonly default?: Readonly<Record<string, Quantity>> | undefined
  readonly defaultRequest?: Readonly<Record<string, Quantity>> | undefined
  readonly max?: Readonly<Record<string, Quantity>> | undefined
  readonly maxLimitRequestRatio?: Readonly<Record<string, Quantity>> | undefined
  readonly min?: Readonly<Record<string, Quantity>> | undefined
  readonly type: string
}

export interface LimitRangeList {
  readonly apiVersion?: string | undefined
  readonly items: readonly LimitRange[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface LimitRangeSpec {
  readonly limits: readonly LimitRangeItem[]
}

export interface LinuxContainerUser {
  readonly gid: number
  readonly supplementalGroups?: readonly number[] | undefined
  readonly uid: number
}

export interface ListMeta {
  readonly continue?: string | undefined
  readonly remainingItemCount?: number | undefined
  readonly resourceVersion?: string | undefined
  readonly selfLink?: string | undefined
}

export interface LoadBalancerIngress {
  readonly hostname?: string | undefined
  readonly ip?: string | undefined
  readonly ipMode?: string | undefined
  readonly ports?: readonly PortStatus[] | undefined
}

export interface LoadBalancerStatus {
  readonly ingress?: readonly LoadBalancerIngress[] | undefined
}

export interface LocalObjectReference {
  readonly name?: string | undefined
}

export interface LocalSubjectAccessReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: SubjectAccessReviewSpec
  readonly status?: SubjectAccessReviewStatus | undefined
}

export interface LocalVolumeSource {
  readonly fsType?: string | undefined
  readonly path: string
}

export interface ManagedFieldsEntry {
  readonly apiVersion?: string | undefined
  readonly fieldsType?: string | undefined
  readonly fieldsV1?: FieldsV1 | undefined
  readonly manager?: string | undefined
  readonly operation?: string | undefined
  readonly subresource?: string | undefined
  readonly time?: Time | undefined
}

export interface MetricIdentifier {
  readonly name: string
  readonly selector?: LabelSelector | undefined
}

export interface MetricSpec {
  readonly containerResource?: ContainerResourceMetricSource | undefined
  readonly external?: ExternalMetricSource | undefined
  readonly object?: ObjectMetricSource | undefined
  readonly pods?: PodsMetricSource | undefined
  readonly resource?: ResourceMetricSource | undefined
  readonly type: string
}

export interface MetricStatus {
  readonly containerResource?: ContainerResourceMetricStatus | undefined
  readonly external?: ExternalMetricStatus | undefined
  readonly object?: ObjectMetricStatus | undefined
  readonly pods?: PodsMetricStatus | undefined
  readonly resource?: ResourceMetricStatus | undefined
  readonly type: string
}

export interface MetricTarget {
  readonly averageUtilization?: number | undefined
  readonly averageValue?: Quantity | undefined
  readonly type: string
  readonly value?: Quantity | undefined
}

export interface MetricValueStatus {
  readonly averageUtilization?: number | undefined
  readonly averageValue?: Quantity | undefined
  readonly value?: Quantity | undefined
}

export type MicroTime = string

export interface ModifyVolumeStatus {
  readonly status: string
  readonly targetVolumeAttributesClassName?: string | undefined
}

export interface NFSVolumeSource {
  readonly path: string
  readonly readOnly?: boolean | undefined
  readonly server: string
}

export interface Namespace {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: NamespaceSpec | undefined
  readonly status?: NamespaceStatus | undefined
}

export interface NamespaceCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface NamespaceList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Namespace[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface NamespaceSpec {
  readonly finalizers?: readonly string[] | undefined
}

export interface NamespaceStatus {
  readonly conditions?: readonly NamespaceCondition[] | undefined
  readonly phase?: string | undefined
}

export interface NetworkPolicy {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: NetworkPolicySpec | undefined
}

export interface NetworkPolicyEgressRule {
  readonly ports?: readonly NetworkPolicyPort[] | undefined
  readonly to?: readonly NetworkPolicyPeer[] | undefined
}

export interface NetworkPolicyIngressRule {
  readonly from?: readonly NetworkPolicyPeer[] | undefined
  readonly ports?: readonly NetworkPolicyPort[] | undefined
}

export interface NetworkPolicyList {
  readonly apiVersion?: string | undefined
  readonly items: readonly NetworkPolicy[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface NetworkPolicyPeer {
  readonly ipBlock?: IPBlock | undefined
  readonly namespaceSelector?: LabelSelector | undefined
  readonly podSelector?: LabelSelector | undefined
}

export interface NetworkPolicyPort {
  readonly endPort?: number | undefined
  readonly port?: IntOrString | undefined
  readonly protocol?: string | undefined
}

export interface NetworkPolicySpec {
  readonly egress?: readonly NetworkPolicyEgressRule[] | undefined
  readonly ingress?: readonly NetworkPolicyIngressRule[] | undefined
  readonly podSelector?: LabelSelector | undefined
  readonly policyTypes?: readonly string[] | undefined
}

export interface Node {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: NodeSpec | undefined
  readonly status?: NodeStatus | undefined
}

export interface NodeAddress {
  readonly address: string
  readonly type: string
}

export interface NodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[] | undefined
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector | undefined
}

export interface NodeCondition {
  readonly lastHeartbeatTime?: Time | undefined
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface NodeConfigSource {
  readonly configMap?: ConfigMapNodeConfigSource | undefined
}

export interface NodeConfigStatus {
  readonly active?: NodeConfigSource | undefined
  readonly assigned?: NodeConfigSource | undefined
  readonly error?: string | undefined
  readonly lastKnownGood?: NodeConfigSource | undefined
}

export interface NodeDaemonEndpoints {
  readonly kubeletEndpoint?: DaemonEndpoint | undefined
}

export interface NodeFeatures {
  readonly supplementalGroupsPolicy?: boolean | undefined
}

export interface NodeList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Node[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface NodeRuntimeHandler {
  readonly features?: NodeRuntimeHandlerFeatures | undefined
  readonly name?: string | undefined
}

export interface NodeRuntimeHandlerFeatures {
  readonly recursiveReadOnlyMounts?: boolean | undefined
  readonly userNamespaces?: boolean | undefined
}

export interface NodeSelector {
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[]
}

export interface NodeSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[] | undefined
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[] | undefined
  readonly matchFields?: readonly NodeSelectorRequirement[] | undefined
}

export interface NodeSpec {
  readonly configSource?: NodeConfigSource | undefined
  readonly externalID?: string | undefined
  readonly podCIDR?: string | undefined
  readonly podCIDRs?: readonly string[] | undefined
  readonly providerID?: string | undefined
  readonly taints?: readonly Taint[] | undefined
  readonly unschedulable?: boolean | undefined
}

export interface NodeStatus {
  readonly addresses?: readonly NodeAddress[] | undefined
  readonly allocatable?: Readonly<Record<string, Quantity>> | undefined
  readonly capacity?: Readonly<Record<string, Quantity>> | undefined
  readonly conditions?: readonly NodeCondition[] | undefined
  readonly config?: NodeConfigStatus | undefined
  readonly daemonEndpoints?: NodeDaemonEndpoints | undefined
  readonly declaredFeatures?: readonly string[] | undefined
  readonly features?: NodeFeatures | undefined
  readonly images?: readonly ContainerImage[] | undefined
  readonly nodeInfo?: NodeSystemInfo | undefined
  readonly phase?: string | undefined
  readonly runtimeHandlers?: readonly NodeRuntimeHandler[] | undefined
  readonly volumesAttached?: readonly AttachedVolume[] | undefined
  readonly volumesInUse?: readonly string[] | undefined
}

export interface NodeSwapStatus {
  readonly capacity?: number | undefined
}

export interface NodeSystemInfo {
  readonly architecture: string
  readonly bootID: string
  readonly containerRuntimeVersion: string
  readonly kernelVersion: string
  readonly kubeProxyVersion: string
  readonly kubeletVersion: string
  readonly machineID: string
  readonly operatingSystem: string
  readonly osImage: string
  readonly swap?: NodeSwapStatus | undefined
  readonly systemUUID: string
}

export interface NonResourceAttributes {
  readonly path?: string | undefined
  readonly verb?: string | undefined
}

export interface NonResourceRule {
  readonly nonResourceURLs?: readonly string[] | undefined
  readonly verbs: readonly string[]
}

export interface ObjectFieldSelector {
  readonly apiVersion?: string | undefined
  readonly fieldPath: string
}

export interface ObjectMeta {
  readonly annotations?: Readonly<Record<string, string>> | undefined
  readonly creationTimestamp?: Time | undefined
  readonly deletionGracePeriodSeconds?: number | undefined
  readonly deletionTimestamp?: Time | undefined
  readonly finalizers?: readonly string[] | undefined
  readonly generateName?: string | undefined
  readonly generation?: number | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
  readonly managedFields?: readonly ManagedFieldsEntry[] | undefined
  readonly name?: string | undefined
  readonly namespace?: string | undefined
  readonly ownerReferences?: readonly OwnerReference[] | undefined
  readonly resourceVersion?: string | undefined
  readonly selfLink?: string | undefined
  readonly uid?: string | undefined
}

export interface ObjectMetricSource {
  readonly describedObject: AutoscalingV2CrossVersionObjectReference
  readonly metric: MetricIdentifier
  readonly target: MetricTarget
}

export interface ObjectMetricStatus {
  readonly current: MetricValueStatus
  readonly describedObject: AutoscalingV2CrossVersionObjectReference
  readonly metric: MetricIdentifier
}

export interface ObjectReference {
  readonly apiVersion?: string | undefined
  readonly fieldPath?: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
  readonly namespace?: string | undefined
  readonly resourceVersion?: string | undefined
  readonly uid?: string | undefined
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly blockOwnerDeletion?: boolean | undefined
  readonly controller?: boolean | undefined
  readonly kind: string
  readonly name: string
  readonly uid: string
}

export interface ParentReference {
  readonly group?: string | undefined
  readonly name: string
  readonly namespace?: string | undefined
  readonly resource: string
}

export type Patch = Readonly<Record<string, unknown>>

export interface PersistentVolume {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: PersistentVolumeSpec | undefined
  readonly status?: PersistentVolumeStatus | undefined
}

export interface PersistentVolumeClaim {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: PersistentVolumeClaimSpec | undefined
  readonly status?: PersistentVolumeClaimStatus | undefined
}

export interface PersistentVolumeClaimCondition {
  readonly lastProbeTime?: Time | undefined
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface PersistentVolumeClaimList {
  readonly apiVersion?: string | undefined
  readonly items: readonly PersistentVolumeClaim[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly string[] | undefined
  readonly dataSource?: TypedLocalObjectReference | undefined
  readonly dataSourceRef?: TypedObjectReference | undefined
  readonly resources?: VolumeResourceRequirements | undefined
  readonly selector?: LabelSelector | undefined
  readonly storageClassName?: string | undefined
  readonly volumeAttributesClassName?: string | undefined
  readonly volumeMode?: string | undefined
  readonly volumeName?: string | undefined
}

export interface PersistentVolumeClaimStatus {
  readonly accessModes?: readonly string[] | undefined
  readonly allocatedResourceStatuses?: Readonly<Record<string, string>> | undefined
  readonly allocatedResources?: Readonly<Record<string, Quantity>> | undefined
  readonly capacity?: Readonly<Record<string, Quantity>> | undefined
  readonly conditions?: readonly PersistentVolumeClaimCondition[] | undefined
  readonly currentVolumeAttributesClassName?: string | undefined
  readonly modifyVolumeStatus?: ModifyVolumeStatus | undefined
  readonly phase?: string | undefined
}

export interface PersistentVolumeClaimTemplate {
  readonly metadata?: ObjectMeta | undefined
  readonly spec: PersistentVolumeClaimSpec
}

export interface PersistentVolumeClaimVolumeSource {
  readonly claimName: string
  readonly readOnly?: boolean | undefined
}

export interface PersistentVolumeList {
  readonly apiVersion?: string | undefined
  readonly items: readonly PersistentVolume[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface PersistentVolumeSpec {
  readonly accessModes?: readonly string[] | undefined
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource | undefined
  readonly azureDisk?: AzureDiskVolumeSource | undefined
  readonly azureFile?: AzureFilePersistentVolumeSource | undefined
  readonly capacity?: Readonly<Record<string, Quantity>> | undefined
  readonly cephfs?: CephFSPersistentVolumeSource | undefined
  readonly cinder?: CinderPersistentVolumeSource | undefined
  readonly claimRef?: ObjectReference | undefined
  readonly csi?: CSIPersistentVolumeSource | undefined
  readonly fc?: FCVolumeSource | undefined
  readonly flexVolume?: FlexPersistentVolumeSource | undefined
  readonly flocker?: FlockerVolumeSource | undefined
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource | undefined
  readonly glusterfs?: GlusterfsPersistentVolumeSource | undefined
  readonly hostPath?: HostPathVolumeSource | undefined
  readonly iscsi?: ISCSIPersistentVolumeSource | undefined
  readonly local?: LocalVolumeSource | undefined
  readonly mountOptions?: readonly string[] | undefined
  readonly nfs?: NFSVolumeSource | undefined
  readonly nodeAffinity?: VolumeNodeAffinity | undefined
  readonly persistentVolumeReclaimPolicy?: string | undefined
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource | undefined
  readonly portworxVolume?: PortworxVolumeSource | undefined
  readonly quobyte?: QuobyteVolumeSource | undefined
  readonly rbd?: RBDPersistentVolumeSource | undefined
  readonly scaleIO?: ScaleIOPersistentVolumeSource | undefined
  readonly storageClassName?: string | undefined
  readonly storageos?: StorageOSPersistentVolumeSource | undefined
  readonly volumeAttributesClassName?: string | undefined
  readonly volumeMode?: string | undefined
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource | undefined
}

export interface PersistentVolumeStatus {
  readonly lastPhaseTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly phase?: string | undefined
  readonly reason?: string | undefined
}

export interface PhotonPersistentDiskVolumeSource {
  readonly fsType?: string | undefined
  readonly pdID: string
}

export interface Pod {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: PodSpec | undefined
  readonly status?: PodStatus | undefined
}

export interface PodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector | undefined
  readonly matchLabelKeys?: readonly string[] | undefined
  readonly mismatchLabelKeys?: readonly string[] | undefined
  readonly namespaceSelector?: LabelSelector | undefined
  readonly namespaces?: readonly string[] | undefined
  readonly topologyKey: string
}

export interface PodAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined
}

export interface PodCertificateProjection {
  readonly certificateChainPath?: string | undefined
  readonly credentialBundlePath?: string | undefined
  readonly keyPath?: string | undefined
  readonly keyType: string
  readonly maxExpirationSeconds?: number | undefined
  readonly signerName: string
  readonly userAnnotations?: Readonly<Record<string, string>> | undefined
}

export interface PodCondition {
  readonly lastProbeTime?: Time | undefined
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly observedGeneration?: number | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface PodDNSConfig {
  readonly nameservers?: readonly string[] | undefined
  readonly options?: readonly PodDNSConfigOption[] | undefined
  readonly searches?: readonly string[] | undefined
}

export interface PodDNSConfigOption {
  readonly name?: string | undefined
  readonly value?: string | undefined
}

export interface PodDisruptionBudget {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: PodDisruptionBudgetSpec | undefined
  readonly status?: PodDisruptionBudgetStatus | undefined
}

export interface PodDisruptionBudgetList {
  readonly apiVersion?: string | undefined
  readonly items: readonly PodDisruptionBudget[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable?: IntOrString | undefined
  readonly minAvailable?: IntOrString | undefined
  readonly selector?: LabelSelector | undefined
  readonly unhealthyPodEvictionPolicy?: string | undefined
}

export interface PodDisruptionBudgetStatus {
  readonly conditions?: readonly Condition[] | undefined
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly disruptedPods?: Readonly<Record<string, Time>> | undefined
  readonly disruptionsAllowed: number
  readonly expectedPods: number
  readonly observedGeneration?: number | undefined
}

export interface PodExtendedResourceClaimStatus {
  readonly requestMappings: readonly ContainerExtendedResourceRequest[]
  readonly resourceClaimName: string
}

export interface PodFailurePolicy {
  readonly rules: readonly PodFailurePolicyRule[]
}

export interface PodFailurePolicyOnExitCodesRequirement {
  readonly containerName?: string | undefined
  readonly operator: string
  readonly values: readonly number[]
}

export interface PodFailurePolicyOnPodConditionsPattern {
  readonly status?: string | undefined
  readonly type: string
}

export interface PodFailurePolicyRule {
  readonly action: string
  readonly onExitCodes?: PodFailurePolicyOnExitCodesRequirement | undefined
  readonly onPodConditions?: readonly PodFailurePolicyOnPodConditionsPattern[] | undefined
}

export interface PodIP {
  readonly ip: string
}

export interface PodList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Pod[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface PodOS {
  readonly name: string
}

export interface PodReadinessGate {
  readonly conditionType: string
}

export interface PodResourceClaim {
  readonly name: string
  readonly resourceClaimName?: string | undefined
  readonly resourceClaimTemplateName?: string | undefined
}

export interface PodResourceClaimStatus {
  readonly name: string
  readonly resourceClaimName?: string | undefined
}

export interface PodSchedulingGate {
  readonly name: string
}

export interface PodSecurityContext {
  readonly appArmorProfile?: AppArmorProfile | undefined
  readonly fsGroup?: number | undefined
  readonly fsGroupChangePolicy?: string | undefined
  readonly runAsGroup?: number | undefined
  readonly runAsNonRoot?: boolean | undefined
  readonly runAsUser?: number | undefined
  readonly seLinuxChangePolicy?: string | undefined
  readonly seLinuxOptions?: SELinuxOptions | undefined
  readonly seccompProfile?: SeccompProfile | undefined
  readonly supplementalGroups?: readonly number[] | undefined
  readonly supplementalGroupsPolicy?: string | undefined
  readonly sysctls?: readonly Sysctl[] | undefined
  readonly windowsOptions?: WindowsSecurityContextOptions | undefined
}

export interface PodSpec {
  readonly activeDeadlineSeconds?: number | undefined
  readonly affinity?: Affinity | undefined
  readonly automountServiceAccountToken?: boolean | undefined
  readonly containers: readonly Container[]
  readonly dnsConfig?: PodDNSConfig | undefined
  readonly dnsPolicy?: string | undefined
  readonly enableServiceLinks?: boolean | undefined
  readonly ephemeralContainers?: readonly EphemeralContainer[] | undefined
  readonly hostAliases?: readonly HostAlias[] | undefined
  readonly hostIPC?: boolean | undefined
  readonly hostNetwork?: boolean | undefined
  readonly hostPID?: boolean | undefined
  readonly hostUsers?: boolean | undefined
  readonly hostname?: string | undefined
  readonly hostnameOverride?: string | undefined
  readonly imagePullSecrets?: readonly LocalObjectReference[] | undefined
  readonly initContainers?: readonly Container[] | undefined
  readonly nodeName?: string | undefined
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined
  readonly os?: PodOS | undefined
  readonly overhead?: Readonly<Record<string, Quantity>> | undefined
  readonly preemptionPolicy?: string | undefined
  readonly priority?: number | undefined
  readonly priorityClassName?: string | undefined
  readonly readinessGates?: readonly PodReadinessGate[] | undefined
  readonly resourceClaims?: readonly PodResourceClaim[] | undefined
  readonly resources?: ResourceRequirements | undefined
  readonly restartPolicy?: string | undefined
  readonly runtimeClassName?: string | undefined
  readonly schedulerName?: string | undefined
  readonly schedulingGates?: readonly PodSchedulingGate[] | undefined
  readonly securityContext?: PodSecurityContext | undefined
  readonly serviceAccount?: string | undefined
  readonly serviceAccountName?: string | undefined
  readonly setHostnameAsFQDN?: boolean | undefined
  readonly shareProcessNamespace?: boolean | undefined
  readonly subdomain?: string | undefined
  readonly terminationGracePeriodSeconds?: number | undefined
  readonly tolerations?: readonly Toleration[] | undefined
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined
  readonly volumes?: readonly Volume[] | undefined
  readonly workloadRef?: WorkloadReference | undefined
}

export interface PodStatus {
  readonly allocatedResources?: Readonly<Record<string, Quantity>> | undefined
  readonly conditions?: readonly PodCondition[] | undefined
  readonly containerStatuses?: readonly ContainerStatus[] | undefined
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[] | undefined
  readonly extendedResourceClaimStatus?: PodExtendedResourceClaimStatus | undefined
  readonly hostIP?: string | undefined
  readonly hostIPs?: readonly HostIP[] | undefined
  readonly initContainerStatuses?: readonly ContainerStatus[] | undefined
  readonly message?: string | undefined
  readonly nominatedNodeName?: string | undefined
  readonly observedGeneration?: number | undefined
  readonly phase?: string | undefined
  readonly podIP?: string | undefined
  readonly podIPs?: readonly PodIP[] | undefined
  readonly qosClass?: string | undefined
  readonly reason?: string | undefined
  readonly resize?: string | undefined
  readonly resourceClaimStatuses?: readonly PodResourceClaimStatus[] | undefined
  readonly resources?: ResourceRequirements | undefined
  readonly startTime?: Time | undefined
}

export interface PodTemplate {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly template?: PodTemplateSpec | undefined
}

export interface PodTemplateList {
  readonly apiVersion?: string | undefined
  readonly items: readonly PodTemplate[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface PodTemplateSpec {
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: PodSpec | undefined
}

export interface PodsMetricSource {
  readonly metric: MetricIdentifier
  readonly target: MetricTarget
}

export interface PodsMetricStatus {
  readonly current: MetricValueStatus
  readonly metric: MetricIdentifier
}

export interface PolicyRule {
  readonly apiGroups?: readonly string[] | undefined
  readonly nonResourceURLs?: readonly string[] | undefined
  readonly resourceNames?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
  readonly verbs: readonly string[]
}

export interface PortStatus {
  readonly error?: string | undefined
  readonly port: number
  readonly protocol: string
}

export interface PortworxVolumeSource {
  readonly fsType?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly volumeID: string
}

export interface Preconditions {
  readonly resourceVersion?: string | undefined
  readonly uid?: string | undefined
}

export interface PreferredSchedulingTerm {
  readonly preference: NodeSelectorTerm
  readonly weight: number
}

export interface Probe {
  readonly exec?: ExecAction | undefined
  readonly failureThreshold?: number | undefined
  readonly grpc?: GRPCAction | undefined
  readonly httpGet?: HTTPGetAction | undefined
  readonly initialDelaySeconds?: number | undefined
  readonly periodSeconds?: number | undefined
  readonly successThreshold?: number | undefined
  readonly tcpSocket?: TCPSocketAction | undefined
  readonly terminationGracePeriodSeconds?: number | undefined
  readonly timeoutSeconds?: number | undefined
}

export interface ProjectedVolumeSource {
  readonly defaultMode?: number | undefined
  readonly sources?: readonly VolumeProjection[] | undefined
}

export type Quantity = string | number

export interface QuobyteVolumeSource {
  readonly group?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly registry: string
  readonly tenant?: string | undefined
  readonly user?: string | undefined
  readonly volume: string
}

export interface RBDPersistentVolumeSource {
  readonly fsType?: string | undefined
  readonly image: string
  readonly keyring?: string | undefined
  readonly monitors: readonly string[]
  readonly pool?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: SecretReference | undefined
  readonly user?: string | undefined
}

export interface RBDVolumeSource {
  readonly fsType?: string | undefined
  readonly image: string
  readonly keyring?: string | undefined
  readonly monitors: readonly string[]
  readonly pool?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: LocalObjectReference | undefined
  readonly user?: string | undefined
}

export type RawExtension = Readonly<Record<string, unknown>>

export interface ReplicaSet {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ReplicaSetSpec | undefined
  readonly status?: ReplicaSetStatus | undefined
}

export interface ReplicaSetCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface ReplicaSetList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ReplicaSet[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ReplicaSetSpec {
  readonly minReadySeconds?: number | undefined
  readonly replicas?: number | undefined
  readonly selector: LabelSelector
  readonly template?: PodTemplateSpec | undefined
}

export interface ReplicaSetStatus {
  readonly availableReplicas?: number | undefined
  readonly conditions?: readonly ReplicaSetCondition[] | undefined
  readonly fullyLabeledReplicas?: number | undefined
  readonly observedGeneration?: number | undefined
  readonly readyReplicas?: number | undefined
  readonly replicas: number
  readonly terminatingReplicas?: number | undefined
}

export interface ReplicationController {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ReplicationControllerSpec | undefined
  readonly status?: ReplicationControllerStatus | undefined
}

export interface ReplicationControllerCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface ReplicationControllerList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ReplicationController[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ReplicationControllerSpec {
  readonly minReadySeconds?: number | undefined
  readonly replicas?: number | undefined
  readonly selector?: Readonly<Record<string, string>> | undefined
  readonly template?: PodTemplateSpec | undefined
}

export interface ReplicationControllerStatus {
  readonly availableReplicas?: number | undefined
  readonly conditions?: readonly ReplicationControllerCondition[] | undefined
  readonly fullyLabeledReplicas?: number | undefined
  readonly observedGeneration?: number | undefined
  readonly readyReplicas?: number | undefined
  readonly replicas: number
}

export interface ResourceAttributes {
  readonly fieldSelector?: FieldSelectorAttributes | undefined
  readonly group?: string | undefined
  readonly labelSelector?: LabelSelectorAttributes | undefined
  readonly name?: string | undefined
  readonly namespace?: string | undefined
  readonly resource?: string | undefined
  readonly subresource?: string | undefined
  readonly verb?: string | undefined
  readonly version?: string | undefined
}

export interface ResourceClaim {
  readonly name: string
  readonly request?: string | undefined
}

export interface ResourceFieldSelector {
  readonly containerName?: string | undefined
  readonly divisor?: Quantity | undefined
  readonly resource: string
}

export interface ResourceHealth {
  readonly health?: string | undefined
  readonly resourceID: string
}

export interface ResourceMetricSource {
  readonly name: string
  readonly target: MetricTarget
}

export interface ResourceMetricStatus {
  readonly current: MetricValueStatus
  readonly name: string
}

export interface ResourceQuota {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ResourceQuotaSpec | undefined
  readonly status?: ResourceQuotaStatus | undefined
}

export interface ResourceQuotaList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ResourceQuota[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ResourceQuotaSpec {
  readonly hard?: Readonly<Record<string, Quantity>> | undefined
  readonly scopeSelector?: ScopeSelector | undefined
  readonly scopes?: readonly string[] | undefined
}

export interface ResourceQuotaStatus {
  readonly hard?: Readonly<Record<string, Quantity>> | undefined
  readonly used?: Readonly<Record<string, Quantity>> | undefined
}

export interface ResourceRequirements {
  readonly claims?: readonly ResourceClaim[] | undefined
  readonly limits?: Readonly<Record<string, Quantity>> | undefined
  readonly requests?: Readonly<Record<string, Quantity>> | undefined
}

export interface ResourceRule {
  readonly apiGroups?: readonly string[] | undefined
  readonly resourceNames?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
  readonly verbs: readonly string[]
}

export interface ResourceStatus {
  readonly name: string
  readonly resources?: readonly ResourceHealth[] | undefined
}

export interface Role {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly rules?: readonly PolicyRule[] | undefined
}

export interface RoleBinding {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly roleRef: RoleRef
  readonly subjects?: readonly Subject[] | undefined
}

export interface RoleBindingList {
  readonly apiVersion?: string | undefined
  readonly items: readonly RoleBinding[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface RoleList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Role[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface RoleRef {
  readonly apiGroup: string
  readonly kind: string
  readonly name: string
}

export interface RollingUpdateDaemonSet {
  readonly maxSurge?: IntOrString | undefined
  readonly maxUnavailable?: IntOrString | undefined
}

export interface RollingUpdateDeployment {
  readonly maxSurge?: IntOrString | undefined
  readonly maxUnavailable?: IntOrString | undefined
}

export interface RollingUpdateStatefulSetStrategy {
  readonly maxUnavailable?: IntOrString | undefined
  readonly partition?: number | undefined
}

export interface SELinuxOptions {
  readonly level?: string | undefined
  readonly role?: string | undefined
  readonly type?: string | undefined
  readonly user?: string | undefined
}

export interface Scale {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ScaleSpec | undefined
  readonly status?: ScaleStatus | undefined
}

export interface ScaleIOPersistentVolumeSource {
  readonly fsType?: string | undefined
  readonly gateway: string
  readonly protectionDomain?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef: SecretReference
  readonly sslEnabled?: boolean | undefined
  readonly storageMode?: string | undefined
  readonly storagePool?: string | undefined
  readonly system: string
  readonly volumeName?: string | undefined
}

export interface ScaleIOVolumeSource {
  readonly fsType?: string | undefined
  readonly gateway: string
  readonly protectionDomain?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef: LocalObjectReference
  readonly sslEnabled?: boolean | undefined
  readonly storageMode?: string | undefined
  readonly storagePool?: string | undefined
  readonly system: string
  readonly volumeName?: string | undefined
}

export interface ScaleSpec {
  readonly replicas?: number | undefined
}

export interface ScaleStatus {
  readonly replicas: number
  readonly selector?: string | undefined
}

export interface ScopeSelector {
  readonly matchExpressions?: readonly ScopedResourceSelectorRequirement[] | undefined
}

export interface ScopedResourceSelectorRequirement {
  readonly operator: string
  readonly scopeName: string
  readonly values?: readonly string[] | undefined
}

export interface SeccompProfile {
  readonly localhostProfile?: string | undefined
  readonly type: string
}

export interface Secret {
  readonly apiVersion?: string | undefined
  readonly data?: Readonly<Record<string, string>> | undefined
  readonly immutable?: boolean | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly stringData?: Readonly<Record<string, string>> | undefined
  readonly type?: string | undefined
}

export interface SecretEnvSource {
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface SecretKeySelector {
  readonly key: string
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface SecretList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Secret[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface SecretProjection {
  readonly items?: readonly KeyToPath[] | undefined
  readonly name?: string | undefined
  readonly optional?: boolean | undefined
}

export interface SecretReference {
  readonly name?: string | undefined
  readonly namespace?: string | undefined
}

export interface SecretVolumeSource {
  readonly defaultMode?: number | undefined
  readonly items?: readonly KeyToPath[] | undefined
  readonly optional?: boolean | undefined
  readonly secretName?: string | undefined
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean | undefined
  readonly appArmorProfile?: AppArmorProfile | undefined
  readonly capabilities?: Capabilities | undefined
  readonly privileged?: boolean | undefined
  readonly procMount?: string | undefined
  readonly readOnlyRootFilesystem?: boolean | undefined
  readonly runAsGroup?: number | undefined
  readonly runAsNonRoot?: boolean | undefined
  readonly runAsUser?: number | undefined
  readonly seLinuxOptions?: SELinuxOptions | undefined
  readonly seccompProfile?: SeccompProfile | undefined
  readonly windowsOptions?: WindowsSecurityContextOptions | undefined
}

export interface SelectableField {
  readonly jsonPath: string
}

export interface SelfSubjectAccessReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: SelfSubjectAccessReviewSpec
  readonly status?: SubjectAccessReviewStatus | undefined
}

export interface SelfSubjectAccessReviewSpec {
  readonly nonResourceAttributes?: NonResourceAttributes | undefined
  readonly resourceAttributes?: ResourceAttributes | undefined
}

export interface SelfSubjectReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly status?: SelfSubjectReviewStatus | undefined
}

export interface SelfSubjectReviewStatus {
  readonly userInfo?: UserInfo | undefined
}

export interface SelfSubjectRulesReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: SelfSubjectRulesReviewSpec
  readonly status?: SubjectRulesReviewStatus | undefined
}

export interface SelfSubjectRulesReviewSpec {
  readonly namespace?: string | undefined
}

export interface Service {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ServiceSpec | undefined
  readonly status?: ServiceStatus | undefined
}

export interface ServiceAccount {
  readonly apiVersion?: string | undefined
  readonly automountServiceAccountToken?: boolean | undefined
  readonly imagePullSecrets?: readonly LocalObjectReference[] | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly secrets?: readonly ObjectReference[] | undefined
}

export interface ServiceAccountList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ServiceAccount[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ServiceAccountTokenProjection {
  readonly audience?: string | undefined
  readonly expirationSeconds?: number | undefined
  readonly path: string
}

export interface ServiceBackendPort {
  readonly name?: string | undefined
  readonly number?: number | undefined
}

export interface ServiceCIDR {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: ServiceCIDRSpec | undefined
  readonly status?: ServiceCIDRStatus | undefined
}

export interface ServiceCIDRList {
  readonly apiVersion?: string | undefined
  readonly items: readonly ServiceCIDR[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ServiceCIDRSpec {
  readonly cidrs?: readonly string[] | undefined
}

export interface ServiceCIDRStatus {
  readonly conditions?: readonly Condition[] | undefined
}

export interface ServiceList {
  readonly apiVersion?: string | undefined
  readonly items: readonly Service[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface ServicePort {
  readonly appProtocol?: string | undefined
  readonly name?: string | undefined
  readonly nodePort?: number | undefined
  readonly port: number
  readonly protocol?: string | undefined
  readonly targetPort?: IntOrString | undefined
}

export interface ServiceReference {
  readonly name: string
  readonly namespace: string
  readonly path?: string | undefined
  readonly port?: number | undefined
}

export interface ServiceSpec {
  readonly allocateLoadBalancerNodePorts?: boolean | undefined
  readonly clusterIP?: string | undefined
  readonly clusterIPs?: readonly string[] | undefined
  readonly externalIPs?: readonly string[] | undefined
  readonly externalName?: string | undefined
  readonly externalTrafficPolicy?: string | undefined
  readonly healthCheckNodePort?: number | undefined
  readonly internalTrafficPolicy?: string | undefined
  readonly ipFamilies?: readonly string[] | undefined
  readonly ipFamilyPolicy?: string | undefined
  readonly loadBalancerClass?: string | undefined
  readonly loadBalancerIP?: string | undefined
  readonly loadBalancerSourceRanges?: readonly string[] | undefined
  readonly ports?: readonly ServicePort[] | undefined
  readonly publishNotReadyAddresses?: boolean | undefined
  readonly selector?: Readonly<Record<string, string>> | undefined
  readonly sessionAffinity?: string | undefined
  readonly sessionAffinityConfig?: SessionAffinityConfig | undefined
  readonly trafficDistribution?: string | undefined
  readonly type?: string | undefined
}

export interface ServiceStatus {
  readonly conditions?: readonly Condition[] | undefined
  readonly loadBalancer?: LoadBalancerStatus | undefined
}

export interface SessionAffinityConfig {
  readonly clientIP?: ClientIPConfig | undefined
}

export interface SleepAction {
  readonly seconds: number
}

export interface StatefulSet {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec?: StatefulSetSpec | undefined
  readonly status?: StatefulSetStatus | undefined
}

export interface StatefulSetCondition {
  readonly lastTransitionTime?: Time | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
  readonly status: string
  readonly type: string
}

export interface StatefulSetList {
  readonly apiVersion?: string | undefined
  readonly items: readonly StatefulSet[]
  readonly kind?: string | undefined
  readonly metadata?: ListMeta | undefined
}

export interface StatefulSetOrdinals {
  readonly start?: number | undefined
}

export interface StatefulSetPersistentVolumeClaimRetentionPolicy {
  readonly whenDeleted?: string | undefined
  readonly whenScaled?: string | undefined
}

export interface StatefulSetSpec {
  readonly minReadySeconds?: number | undefined
  readonly ordinals?: StatefulSetOrdinals | undefined
  readonly persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy | undefined
  readonly podManagementPolicy?: string | undefined
  readonly replicas?: number | undefined
  readonly revisionHistoryLimit?: number | undefined
  readonly selector: LabelSelector
  readonly serviceName?: string | undefined
  readonly template: PodTemplateSpec
  readonly updateStrategy?: StatefulSetUpdateStrategy | undefined
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[] | undefined
}

export interface StatefulSetStatus {
  readonly availableReplicas?: number | undefined
  readonly collisionCount?: number | undefined
  readonly conditions?: readonly StatefulSetCondition[] | undefined
  readonly currentReplicas?: number | undefined
  readonly currentRevision?: string | undefined
  readonly observedGeneration?: number | undefined
  readonly readyReplicas?: number | undefined
  readonly replicas: number
  readonly updateRevision?: string | undefined
  readonly updatedReplicas?: number | undefined
}

export interface StatefulSetUpdateStrategy {
  readonly rollingUpdate?: RollingUpdateStatefulSetStrategy | undefined
  readonly type?: string | undefined
}

export interface Status {
  readonly apiVersion?: string | undefined
  readonly code?: number | undefined
  readonly details?: StatusDetails | undefined
  readonly kind?: string | undefined
  readonly message?: string | undefined
  readonly metadata?: ListMeta | undefined
  readonly reason?: string | undefined
  readonly status?: string | undefined
}

export interface StatusCause {
  readonly field?: string | undefined
  readonly message?: string | undefined
  readonly reason?: string | undefined
}

export interface StatusDetails {
  readonly causes?: readonly StatusCause[] | undefined
  readonly group?: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly uid?: string | undefined
}

export interface StorageOSPersistentVolumeSource {
  readonly fsType?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: ObjectReference | undefined
  readonly volumeName?: string | undefined
  readonly volumeNamespace?: string | undefined
}

export interface StorageOSVolumeSource {
  readonly fsType?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly secretRef?: LocalObjectReference | undefined
  readonly volumeName?: string | undefined
  readonly volumeNamespace?: string | undefined
}

export interface Subject {
  readonly apiGroup?: string | undefined
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
}

export interface SubjectAccessReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: SubjectAccessReviewSpec
  readonly status?: SubjectAccessReviewStatus | undefined
}

export interface SubjectAccessReviewSpec {
  readonly extra?: Readonly<Record<string, readonly string[]>> | undefined
  readonly groups?: readonly string[] | undefined
  readonly nonResourceAttributes?: NonResourceAttributes | undefined
  readonly resourceAttributes?: ResourceAttributes | undefined
  readonly uid?: string | undefined
  readonly user?: string | undefined
}

export interface SubjectAccessReviewStatus {
  readonly allowed: boolean
  readonly denied?: boolean | undefined
  readonly evaluationError?: string | undefined
  readonly reason?: string | undefined
}

export interface SubjectRulesReviewStatus {
  readonly evaluationError?: string | undefined
  readonly incomplete: boolean
  readonly nonResourceRules: readonly NonResourceRule[]
  readonly resourceRules: readonly ResourceRule[]
}

export interface SuccessPolicy {
  readonly rules: readonly SuccessPolicyRule[]
}

export interface SuccessPolicyRule {
  readonly succeededCount?: number | undefined
  readonly succeededIndexes?: string | undefined
}

export interface Sysctl {
  readonly name: string
  readonly value: string
}

export interface TCPSocketAction {
  readonly host?: string | undefined
  readonly port: IntOrString
}

export interface Taint {
  readonly effect: string
  readonly key: string
  readonly timeAdded?: Time | undefined
  readonly value?: string | undefined
}

export type Time = string

export interface TokenRequest {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: TokenRequestSpec
  readonly status?: TokenRequestStatus | undefined
}

export interface TokenRequestSpec {
  readonly audiences: readonly string[]
  readonly boundObjectRef?: BoundObjectReference | undefined
  readonly expirationSeconds?: number | undefined
}

export interface TokenRequestStatus {
  readonly expirationTimestamp: Time
  readonly token: string
}

export interface TokenReview {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
  readonly spec: TokenReviewSpec
  readonly status?: TokenReviewStatus | undefined
}

export interface TokenReviewSpec {
  readonly audiences?: readonly string[] | undefined
  readonly token?: string | undefined
}

export interface TokenReviewStatus {
  readonly audiences?: readonly string[] | undefined
  readonly authenticated?: boolean | undefined
  readonly error?: string | undefined
  readonly user?: UserInfo | undefined
}

export interface Toleration {
  readonly effect?: string | undefined
  readonly key?: string | undefined
  readonly operator?: string | undefined
  readonly tolerationSeconds?: number | undefined
  readonly value?: string | undefined
}

export interface TopologySpreadConstraint {
  readonly labelSelector?: LabelSelector | undefined
  readonly matchLabelKeys?: readonly string[] | undefined
  readonly maxSkew: number
  readonly minDomains?: number | undefined
  readonly nodeAffinityPolicy?: string | undefined
  readonly nodeTaintsPolicy?: string | undefined
  readonly topologyKey: string
  readonly whenUnsatisfiable: string
}

export interface TypedLocalObjectReference {
  readonly apiGroup?: string | undefined
  readonly kind: string
  readonly name: string
}

export interface TypedObjectReference {
  readonly apiGroup?: string | undefined
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
}

export interface UncountedTerminatedPods {
  readonly failed?: readonly string[] | undefined
  readonly succeeded?: readonly string[] | undefined
}

export interface UserInfo {
  readonly extra?: Readonly<Record<string, readonly string[]>> | undefined
  readonly groups?: readonly string[] | undefined
  readonly uid?: string | undefined
  readonly username?: string | undefined
}

export interface ValidationRule {
  readonly fieldPath?: string | undefined
  readonly message?: string | undefined
  readonly messageExpression?: string | undefined
  readonly optionalOldSelf?: boolean | undefined
  readonly reason?: string | undefined
  readonly rule: string
}

export interface Volume {
  readonly awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource | undefined
  readonly azureDisk?: AzureDiskVolumeSource | undefined
  readonly azureFile?: AzureFileVolumeSource | undefined
  readonly cephfs?: CephFSVolumeSource | undefined
  readonly cinder?: CinderVolumeSource | undefined
  readonly configMap?: ConfigMapVolumeSource | undefined
  readonly csi?: CSIVolumeSource | undefined
  readonly downwardAPI?: DownwardAPIVolumeSource | undefined
  readonly emptyDir?: EmptyDirVolumeSource | undefined
  readonly ephemeral?: EphemeralVolumeSource | undefined
  readonly fc?: FCVolumeSource | undefined
  readonly flexVolume?: FlexVolumeSource | undefined
  readonly flocker?: FlockerVolumeSource | undefined
  readonly gcePersistentDisk?: GCEPersistentDiskVolumeSource | undefined
  readonly gitRepo?: GitRepoVolumeSource | undefined
  readonly glusterfs?: GlusterfsVolumeSource | undefined
  readonly hostPath?: HostPathVolumeSource | undefined
  readonly image?: ImageVolumeSource | undefined
  readonly iscsi?: ISCSIVolumeSource | undefined
  readonly name: string
  readonly nfs?: NFSVolumeSource | undefined
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource | undefined
  readonly photonPersistentDisk?: PhotonPersistentDiskVolumeSource | undefined
  readonly portworxVolume?: PortworxVolumeSource | undefined
  readonly projected?: ProjectedVolumeSource | undefined
  readonly quobyte?: QuobyteVolumeSource | undefined
  readonly rbd?: RBDVolumeSource | undefined
  readonly scaleIO?: ScaleIOVolumeSource | undefined
  readonly secret?: SecretVolumeSource | undefined
  readonly storageos?: StorageOSVolumeSource | undefined
  readonly vsphereVolume?: VsphereVirtualDiskVolumeSource | undefined
}

export interface VolumeDevice {
  readonly devicePath: string
  readonly name: string
}

export interface VolumeMount {
  readonly mountPath: string
  readonly mountPropagation?: string | undefined
  readonly name: string
  readonly readOnly?: boolean | undefined
  readonly recursiveReadOnly?: string | undefined
  readonly subPath?: string | undefined
  readonly subPathExpr?: string | undefined
}

export interface VolumeMountStatus {
  readonly mountPath: string
  readonly name: string
  readonly readOnly?: boolean | undefined
  readonly recursiveReadOnly?: string | undefined
}

export interface VolumeNodeAffinity {
  readonly required?: NodeSelector | undefined
}

export interface VolumeProjection {
  readonly clusterTrustBundle?: ClusterTrustBundleProjection | undefined
  readonly configMap?: ConfigMapProjection | undefined
  readonly downwardAPI?: DownwardAPIProjection | undefined
  readonly podCertificate?: PodCertificateProjection | undefined
  readonly secret?: SecretProjection | undefined
  readonly serviceAccountToken?: ServiceAccountTokenProjection | undefined
}

export interface VolumeResourceRequirements {
  readonly limits?: Readonly<Record<string, Quantity>> | undefined
  readonly requests?: Readonly<Record<string, Quantity>> | undefined
}

export interface VsphereVirtualDiskVolumeSource {
  readonly fsType?: string | undefined
  readonly storagePolicyID?: string | undefined
  readonly storagePolicyName?: string | undefined
  readonly volumePath: string
}

export interface WatchEvent {
  readonly object: RawExtension
  readonly type: string
}

export interface WebhookClientConfig {
  readonly caBundle?: string | undefined
  readonly service?: ServiceReference | undefined
  readonly url?: string | undefined
}

export interface WebhookConversion {
  readonly clientConfig?: WebhookClientConfig | undefined
  readonly conversionReviewVersions: readonly string[]
}

export interface WeightedPodAffinityTerm {
  readonly podAffinityTerm: PodAffinityTerm
  readonly weight: number
}

export interface WindowsSecurityContextOptions {
  readonly gmsaCredentialSpec?: string | undefined
  readonly gmsaCredentialSpecName?: string | undefined
  readonly hostProcess?: boolean | undefined
  readonly runAsUserName?: string | undefined
}

export interface WorkloadReference {
  readonly name: string
  readonly podGroup: string
  readonly podGroupReplicaKey?: string | undefined
}
