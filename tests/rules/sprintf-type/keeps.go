package p

import "fmt"

type number interface{ ~int | ~string }

func generic[T any, N number, S ~[]T](x T, n N, s S, xs []T) []string {
	return []string{fmt.Sprintf("%T", x), fmt.Sprintf("%T", n), fmt.Sprintf("%T", s), fmt.Sprintf("%T", s[0])}
}

func verbs(x int) []string {
	return []string{
		fmt.Sprintf("%+T", x), fmt.Sprintf("%9T", x), fmt.Sprintf("%T ", x), fmt.Sprintf("%[1]T", x), fmt.Sprintf("%T", x, x),
		fmt.Sprintf("%T"), fmt.Sprint("%T", x), fmt.Sprintf("%T", nil),
	}
}

func spread(xs []any) string { return fmt.Sprintf("%T", xs...) }

func dies(x int) { panic(fmt.Sprintf("%T", x)) }

func shadowed(x int) string {
	reflect := func(x int) int { return x }
	return fmt.Sprintf("%T", reflect(x))
}
