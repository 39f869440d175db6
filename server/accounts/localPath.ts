/** Where to go after signing in: a page of ours under /redaksjon, never another site, whatever was asked for. */
export function deskPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500) return '/redaksjon'
  const isOurs = /^\/redaksjon(?:\/[\w\-/]*)?(?:\?[\w\-=&%.+~]*)?$/.test(wanted)
  const isWayIn = /^\/redaksjon\/(?:inn|ut|bekreft)\b/.test(wanted)
  return isOurs && !isWayIn ? wanted : '/redaksjon'
}
