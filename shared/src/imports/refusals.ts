/** Why the house may say no in this domain; see `refusals`. */
export const importRefusals = {
  'import.state': [409, '这次导入已经{state}，请重新上传。', 'This import is already {state}. Please upload again.'],
  'import.stale': [
    409,
    '预览之后花名册又有改动，请重新预览。',
    'The roster has changed since the preview. Please preview again.',
  ],
  'import.columns': [
    400,
    '还缺一列：要有姓名，再加上证件号码或住址中的一样。',
    'A column is missing: a name is needed, and a document number or an address beside it.',
  ],
  'import.notLast': [
    409,
    '只能撤销最近一次导入。请先撤销后面的导入。',
    'Only the last import can be undone. Undo the later ones first.',
  ],
  'import.changedSince': [
    409,
    '导入之后又有 {count} 户（人）被改过，撤销会丢掉这些改动，所以不能撤销。',
    '{count} people or households were changed after this import; undoing it would lose that, so it cannot be undone.',
  ],
  'import.inRound': [
    409,
    '这次导入的人里有 {count} 位已经领到采样号，不能撤销。',
    '{count} people of this import have tickets in a round already, so it cannot be undone.',
  ],
  'import.gone': [404, '这个文件已不再保存，请重新上传。', 'The file is no longer kept. Please upload it again.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
