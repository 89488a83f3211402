/** Whether what a helper said fits a person: the last four of the document, or a surname or more of the name. */
export function fitsSaid(said: string, person: { name: string; document: string }): boolean {
  const plain = said.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (/^\d{3}[\dX]$/.test(plain)) return person.document.toUpperCase().endsWith(plain)
  return plain !== '' && person.name.replace(/\s/g, '').toUpperCase().startsWith(plain)
}
