package p

import "fmt"

func float64V(x float64) string { return fmt.Sprintf("%v", x) }

func float64G(x float64) string {
	return fmt.Sprintf("%g", x) + fmt.Sprint(x/3) + fmt.Sprint(x*1e20)
}

//prove:with []float64{1e20, 1e21, 123456789, 12345678901234567890, 1e-4, 1e-5, 0.1, 5e-324, 100000, 1000000, 1234567.5}
func exponents(x float64) string {
	return fmt.Sprint(x) + fmt.Sprint(-x)
}
