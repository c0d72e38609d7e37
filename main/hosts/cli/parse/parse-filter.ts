import { InvalidArgumentError } from 'commander'
import { MetadataFilter } from '../../../../preload/contract/index.ts'

const signs: Record<string, MetadataFilter['operator']> = { '=': 'eq', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' }

/** The service takes no more conditions, and no more values of one `in` (images-api §2.13). */
const most = { filters: 5, values: 10 }

/** Adds `field=value`, `field>=4` or `field[operator]=value` to the conditions given before. */
export function parseFilter(text: string, before: MetadataFilter[] = []): MetadataFilter[] {
  if (before.length >= most.filters)
    throw new InvalidArgumentError(`The service takes at most ${most.filters} of them.`)
  const [, field = '', operator, sign = '', value = ''] =
    /^([^[\]=<>]*)(?:\[([^\]]*)\])?([<>]=?|=)(.*)$/s.exec(text) ?? []
  if (sign === '' || (operator !== undefined && sign !== '='))
    throw new InvalidArgumentError('Write field=value, field>=4 or field[operator]=value.')
  const read = MetadataFilter.safeParse({ field: field.trim(), operator: operator ?? signs[sign], value })
  if (!read.success) throw new InvalidArgumentError(whyNot(read.error.issues[0]?.path[0]))
  refuseOddValue(read.data)
  return [...before, read.data]
}

function whyNot(part: PropertyKey | undefined): string {
  switch (part) {
    case 'operator':
      return `The operators are ${MetadataFilter.shape.operator.options.join(', ')}.`
    case 'value':
      return 'The value is longer than 1,024 characters.'
    default:
      return 'A field is letters, digits and _, at most five levels joined by dots: album, client.name.'
  }
}

/** What the service would answer with a refusal that names no reason. */
function refuseOddValue({ operator, value }: MetadataFilter): void {
  const [comparison = '', type] = operator.split(':')
  const values = comparison === 'in' ? value.split('|') : [value]
  const isNumeric = type === 'number' || ['gt', 'gte', 'lt', 'lte'].includes(comparison)
  const isNumber = (part: string) => part.trim() !== '' && Number.isFinite(Number(part))
  if (values.length > most.values) throw new InvalidArgumentError(`At most ${most.values} values, separated by |.`)
  if (isNumeric && !values.every(isNumber)) throw new InvalidArgumentError(`${operator} compares with a number.`)
  if (type === 'boolean' && value !== 'true' && value !== 'false')
    throw new InvalidArgumentError(`${operator} compares with true or false.`)
}
