package p

// This file has one way to write the empty interface, and it is the older one.
func emptyInterface(values []interface{}, fields map[string]interface{}, call func(interface{}) error) {
	_ = values
	//  ^^^^^^ written []interface{}
	_ = fields
	//  ^^^^^^ written map[string]interface{}
	_ = call
	//  ^^^^ written func(interface{}) error
}
