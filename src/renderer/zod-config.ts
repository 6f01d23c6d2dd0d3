import { z } from 'zod'

// Zod compiles validators with `new Function` where it may; the content security policy forbids it. Has to be imported
// before any schema is made.
z.config({ jitless: true })
