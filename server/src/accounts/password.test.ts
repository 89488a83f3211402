import { hashPassword, isCommon, isPassword, randomPassword } from './password'

it('a password is stored so that it can be checked and not read, each time anew', async () => {
  const [one, two] = await Promise.all([hashPassword('a quiet morning'), hashPassword('a quiet morning')])
  expect(one).toMatch(/^scrypt\.[\w-]{22}\.[\w-]{43}$/)
  expect(one).not.toBe(two)
  expect(await Promise.all([isPassword('a quiet morning', one), isPassword('a quiet mornin', one)])).toEqual([
    true,
    false,
  ])
  expect(await isPassword('anything', 'nothing')).toBe(false)
})

it.each(['aaaaaaaaaaaa', '121212121212', '1234567890ab', 'Password1234!', 'loumen202211', 'qwertyuiop12'])(
  '%s is one of the first to be tried',
  (password) => expect(isCommon(password)).toBe(true),
)

it('first passwords differ, can be read aloud, and are none of the common ones', () => {
  const made = Array.from({ length: 200 }, randomPassword)
  expect(new Set(made).size).toBe(200)
  for (const password of made) {
    expect(password).toMatch(/^[a-z]{6}-[a-z]{6}-[a-z]{6}$/)
    expect(isCommon(password)).toBe(false)
  }
})
