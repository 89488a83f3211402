import { nextStep } from './next-step'

test('a household that waits says who comes first, and then shows its ticket', () => {
  expect(nextStep('waiting', false).page).toBe('registration')
  expect(nextStep('waiting', true).page).toBe('ticket')
})

test('a called household shows its ticket, registered or not', () => {
  expect(nextStep('called', false).page).toBe('ticket')
  expect(nextStep('next', false).page).toBe('ticket')
})

test('sampled and re-sampled households look at their results', () => {
  for (const stage of ['sampled', 'results', 'resampling', 'positive', 'over'] as const)
    expect(nextStep(stage, true).page).toBe('results')
})
