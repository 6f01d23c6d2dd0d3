import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** Signs and checks JSON Web Tokens (ES256) with one key. */
export interface TokenKey {
  sign(claims: object): string
  /** The claims of a token that this key signed; null for any other text. */
  verify(token: string): unknown
}

/** A new private key, PEM, from the operating system's randomness. Tokens stay valid as long as the key is kept. */
export function newTokenKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The key of a PEM text. Throws for a text that is none. */
export function tokenKey(pem: string): TokenKey {
  const privateKey = createPrivateKey(pem)
  const publicKey = createPublicKey(privateKey)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const kid = createHash('sha256').update(spki).digest('base64url')
  const header = encode({ alg: 'ES256', kid })
  const dsaEncoding = 'ieee-p1363'
  return {
    sign(claims) {
      const signed = `${header}.${encode(claims)}`
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding })
      return `${signed}.${signature.toString('base64url')}`
    },
    verify(token) {
      const [head, claims, signature, ...rest] = token.split('.')
      // One header is possible, so no other algorithm can be asked for.
      if (head !== header || claims === undefined || signature === undefined || rest.length > 0) return null
      const signed = Buffer.from(`${head}.${claims}`)
      const isOurs = verify(
        'sha256',
        signed,
        { key: publicKey, dsaEncoding },
        Buffer.from(signature, 'base64url'),
      )
      return isOurs ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as unknown) : null
    },
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
