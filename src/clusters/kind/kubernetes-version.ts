import { createKubeHttp } from '../kubernetes/kube-http.ts'
import { loadKubeConfig } from '../kubernetes/kube-api.ts'

/** What the API server says of itself: `v1.35.4`. */
export async function kubernetesVersion(kubeconfig: string): Promise<string> {
  const http = createKubeHttp(loadKubeConfig(kubeconfig))
  const answer = JSON.parse(await http.send({ method: 'GET', path: '/version' })) as { gitVersion: string }
  return answer.gitVersion
}
