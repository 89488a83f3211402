/** What is wrong with a row of a roster, said to the person who keeps it. Never with a name or number of a resident. */
export const rosterProblems = {
  nameMissing: ['没有姓名', 'The name is missing'],
  documentMissing: ['没有证件号码，待核实', 'No document number, to be verified'],
  documentLength: ['证件号码位数不对，待核实', 'The document number has the wrong length, to be verified'],
  documentCheckDigit: ['证件号码校验位不对，待核实', 'The check digit of the document number is wrong, to be verified'],
  documentDate: [
    '证件号码中的出生日期不存在，待核实',
    'The birth date in the document number cannot be, to be verified',
  ],
  documentProvince: [
    '证件号码的地区码不存在，待核实',
    'The province in the document number does not exist, to be verified',
  ],
  documentCharacters: [
    '证件号码里有不该有的字符，待核实',
    'The document number has characters it cannot have, to be verified',
  ],
  documentLostDigits: [
    '证件号码被表格软件存成了数字，末几位已丢失，待核实',
    'The spreadsheet stored the document number as a number and lost its last digits, to be verified',
  ],
  documentOldFormat: ['15位旧身份证号，待核实', 'An old 15-digit number, to be verified'],
  documentMasked: ['证件号码被遮盖，待核实', 'The document number is masked, to be verified'],
  documentFormat: ['证件号码与证件类型不符，待核实', 'The number does not fit the type of document, to be verified'],
  documentShared: [
    '同一证件号码写在了不同姓名的人名下，待核实',
    'The same document number stands beside different names, to be verified',
  ],
  sexMismatch: ['性别与证件号码不一致，以证件为准', 'The sex differs from the document, which is followed'],
  birthDateMismatch: [
    '出生日期与证件号码不一致，以证件为准',
    'The birth date differs from the document, which is followed',
  ],
  birthDateWrong: ['出生日期看不懂', 'The birth date cannot be read'],
  phoneWrong: ['电话号码不对', 'The phone number is wrong'],
  addressMissing: ['没有住址', 'The address is missing'],
  addressNoDoor: ['住址没有写到门牌', 'The address has no door'],
  repeated: ['与前面的行重复，已合并', 'The row repeats an earlier one and was joined to it'],
  repeatedElsewhere: [
    '同一人登记在两处，以先出现的为准',
    'The same person is listed at two doors, the first one counts',
  ],
  possibleRepeat: ['可能与另一行是同一人，请核对', 'Perhaps the same person as in another row, please check'],
  vacantDoor: ['空户，没有人员', 'A door without people'],
  perhapsKnown: [
    '可能与花名册里的另一条是同一人，两条都保留，请核对',
    'Perhaps already in the roster under another entry; both are kept, please check',
  ],
  editedByHand: [
    '花名册里改过，与文件不同，保留花名册的',
    'Edited in the roster and different in the file; the roster’s is kept',
  ],
  notYours: ['这个楼门不归您管，这一行没有采用', 'This entrance is not yours; the row was left out'],
  hiddenRow: ['从这一行起有隐藏的行，已照样读入', 'Hidden rows begin here; they were read like the others'],
  hiddenColumn: ['这一列在表格里是隐藏的，已照样读入', 'The column is hidden in the file; it was read like the others'],
  hiddenSheet: [
    '隐藏的工作表像是花名册，没有读入；要用就先取消隐藏',
    'A hidden sheet looks like a roster and was not read; show it in the file if it counts',
  ],
  notAPerson: ['不是人员信息，已略过', 'The row is not a person and was left out'],
} as const satisfies Record<string, readonly [string, string]>

export type ProblemCode = keyof typeof rosterProblems

/** Why a file cannot be read at all: the `reason` of the refusal roster.unreadable. */
export const rosterFileFaults = {
  tooLarge: ['文件超过 2 MB，请分成几个文件', 'The file is larger than 2 MB; please split it'],
  tooManyRows: ['超过 20000 行，请分成几个文件', 'There are more than 20,000 rows; please split the file'],
  oldExcel: [
    '旧版 .xls、.et、.wps 或加密的文件，请去掉密码并另存为 .xlsx',
    'An old .xls, .et, .wps or an encrypted file; please save it as .xlsx without a password',
  ],
  otherDocument: [
    '这是 Word、ODS 或其他格式的文件，请把表格另存为 .xlsx，或复制粘贴进来',
    'A Word, ODS or other document; please save its table as .xlsx, or paste it',
  ],
  encrypted: ['文件有密码，请去掉密码再上传', 'The file is encrypted; please remove the password'],
  macros: ['文件带有宏，请另存为不带宏的 .xlsx', 'The file contains macros; please save it as .xlsx without macros'],
  externalLinks: [
    '文件引用了别的文件，请复制为数值后再上传',
    'The file links to other files; please paste its values and upload again',
  ],
  suspicious: [
    '文件压缩得不正常或内容过大，已拒绝',
    'The file is packed in an unusual way or too large inside, and was refused',
  ],
  damaged: ['文件已损坏，或不是 Excel、CSV 文件', 'The file is damaged, or is neither Excel nor CSV'],
  webPage: [
    '这是网页格式的表格，请用 Excel 打开后另存为 .xlsx',
    'This is a web page that looks like a table; please open it in Excel and save it as .xlsx',
  ],
  picture: [
    '这是图片或 PDF，请用 Excel 表格，或把表格内容粘贴进来',
    'A picture or PDF; please use a spreadsheet, or paste the table',
  ],
  tooLong: ['文件太复杂，读了太久，已停下', 'The file is too complex: reading it took too long and was stopped'],
  empty: ['文件是空的', 'The file is empty'],
} as const satisfies Record<string, readonly [string, string]>

export type RosterFileFault = keyof typeof rosterFileFaults
