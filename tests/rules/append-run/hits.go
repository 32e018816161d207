package p

type options struct{ funcs []func() }

func setUp(o *options, f, g func()) {
	println(len(o.funcs))
	o.funcs = append(o.funcs, f)
	o.funcs = append(o.funcs, g, g)
	o.funcs = append(o.funcs, func() {
		f()
	})
	o.funcs = append(o.funcs, g)
	o.funcs = append(o.funcs, f)
}
