const spoken = { 'aria-role': '', 'aria-label': '' }

// What WeChat's screen readers are told, on every element that people see or touch.
module.exports = {
  View: spoken,
  Button: { ...spoken, 'aria-checked': '' },
  Input: { 'aria-label': '' },
}
