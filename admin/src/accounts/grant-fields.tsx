import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { StaffRole } from '@loumen/shared/roles'
import { Button, Form, Input, Select } from 'antd'
import { useWords } from '../ui/language'
import { type Scope, type ScopeKind, scopeKinds } from './scopes'

export interface GrantDraft {
  role?: StaffRole
  scope?: string
  /** Local time as the browser's field writes it. */
  until?: string
}

/** Somebody's roles: what, where, and until when. */
export function GrantFields({ scopes }: { scopes: readonly Scope[] }) {
  const { t, d } = useWords()
  return (
    <Form.List name="grants">
      {(fields, { add, remove }) => (
        <fieldset className="grants">
          <legend>{t('staff.roles')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="grant-fields">
              <Form.Item
                name={[name, 'role']}
                label={t('staff.role')}
                rules={[{ required: true, message: t('staff.roleRule') }]}
              >
                <Select options={StaffRole.options.map((role) => ({ value: role, label: d('role', role) }))} />
              </Form.Item>
              <ScopeField name={name} scopes={scopes} />
              <Form.Item name={[name, 'until']} label={t('staff.until')}>
                <Input type="datetime-local" />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('staff.removeRole')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>
            {t('staff.addRole')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

function ScopeField({ name, scopes }: { name: number; scopes: readonly Scope[] }) {
  const { t } = useWords()
  const role: StaffRole | undefined = Form.useWatch(['grants', name, 'role'])
  const kinds: readonly ScopeKind[] = role ? scopeKinds[role] : []
  const groups = kinds
    .map((kind) => ({
      label: t(`scope.${kind}`),
      options: scopes.filter((scope) => scope.kind === kind).map((scope) => ({ value: scope.id, label: scope.name })),
    }))
    .filter(({ options }) => options.length > 0)
  return (
    <Form.Item
      name={[name, 'scope']}
      label={t('staff.scope')}
      rules={[{ required: true, message: t('staff.scopeRule') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={!role}
        options={groups}
        notFoundContent={t('scope.none')}
      />
    </Form.Item>
  )
}
