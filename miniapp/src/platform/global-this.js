// webpack turns `global` into a lookup that ends in Function('return this')(), which WeChat allows.
module.exports = global
