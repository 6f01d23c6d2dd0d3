import { parseRoute, routeHash, type Route } from './routes.ts'

/** Where the learner is: follows `location.hash`, so that back, forward and reload work through every door. */
class Router {
  #route = $state.raw<Route>(parseRoute(location.hash))

  constructor() {
    addEventListener('hashchange', () => (this.#route = parseRoute(location.hash)))
  }

  get route(): Route {
    return this.#route
  }

  go(route: Route): void {
    location.hash = routeHash(route)
  }
}

export const router = new Router()
