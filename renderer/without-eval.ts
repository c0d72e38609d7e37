import { config } from 'zod'

// The page’s policy lets no text become code, and even to try is a breach that is reported. Must come before any schema.
config({ jitless: true })
