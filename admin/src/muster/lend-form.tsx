import { grantLoan, listLoanPeople } from '@loumen/shared/muster/loans-api'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Chooses which of one's own people is lent; whoever has a shift then cannot be. */
export function LendForm({ loanId }: { loanId: string }) {
  const { t, d } = useWords()
  const id = useId()
  const read = useRead(listLoanPeople, { loanId })
  const lend = useWrite(grantLoan)
  const [accountId, setAccountId] = useState<string>()
  const options = read.data?.people.map(({ accountId: value, name, roles, busy }) => ({
    value,
    disabled: busy,
    label: [name, roles.map((role) => d('role', role)).join('、'), busy && t('loans.busy')].filter(Boolean).join(' · '),
  }))
  return (
    <>
      <form
        className="row bottom"
        onSubmit={(event) => {
          event.preventDefault()
          if (accountId) void lend.run({ loanId, accountId })
        }}
      >
        <label className="stack grow" htmlFor={id}>
          {t('loans.whom')}
          <Select
            id={id}
            value={accountId}
            onChange={setAccountId}
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('loans.whom')}
            options={options}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={lend.running} disabled={!accountId}>
          {t('loans.lend')}
        </Button>
      </form>
      <ErrorPanel error={read.error ?? lend.error} onRetry={read.error ? () => void read.refetch() : lend.again} />
    </>
  )
}
