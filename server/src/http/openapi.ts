import { apiBase, isCommand } from '@loumen/shared/endpoint'
import { allEndpoints } from '@loumen/shared/endpoints'
import { refusals } from '@loumen/shared/refusals'
import { z } from 'zod'

const refusalSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string', enum: Object.keys(refusals) }, details: { type: 'object' } },
      required: ['code'],
    },
  },
  required: ['error'],
}

/** The API as an OpenAPI 3.1 document, made from the same tables as the routes. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of allEndpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
    const input = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as JsonObject
    const fields = Object.entries(input.properties ?? {})
    const rest = fields.filter(([name]) => !inPath.includes(name))
    const parameters: unknown[] = inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties?.[name] ?? { type: 'string' },
    }))
    if (endpoint.method === 'GET')
      parameters.push(
        ...rest.map(([name, schema]) => ({
          name,
          in: 'query',
          required: input.required?.includes(name) ?? false,
          schema,
        })),
      )
    if (isCommand(endpoint))
      parameters.push({
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' },
      })
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: endpoint.name,
        security: endpoint.open ? [] : [{ bearer: [] }, { cookie: [] }, ...(endpoint.keys ? [{ labKey: [] }] : [])],
        parameters,
        ...(endpoint.method !== 'GET' && rest.length
          ? {
              requestBody: {
                required: true,
                content: {
                  'application/json': {
                    schema: {
                      ...input,
                      properties: Object.fromEntries(rest),
                      required: (input.required ?? []).filter((name) => !inPath.includes(name)),
                    },
                  },
                },
              },
            }
          : {}),
        responses: {
          200: {
            description: 'The view',
            content: endpoint.file
              ? { [endpoint.file]: { schema: { type: 'string', format: 'binary' } } }
              : { 'application/json': { schema: z.toJSONSchema(endpoint.output, { unrepresentable: 'any' }) } },
          },
          default: {
            description: 'A refusal',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Loumen', version: '1' },
    servers: [{ url: apiBase }],
    paths,
    components: {
      schemas: { Refusal: refusalSchema },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'loumen' },
        labKey: { type: 'http', scheme: 'bearer', description: 'The key of a laboratory’s program.' },
      },
    },
  }
}

interface JsonObject {
  properties?: Record<string, unknown>
  required?: string[]
  [key: string]: unknown
}
