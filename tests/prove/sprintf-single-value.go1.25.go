package p

import (
	"fmt"
	"math"
)

func float64V(x float64) string { return fmt.Sprintf("%v", x) }

func float64G(x float64) string {
	return fmt.Sprintf("%g", x) + fmt.Sprint(x/3) + fmt.Sprint(x*1e20)
}

//prove:with []float64{1e20, 1e21, 123456789, 12345678901234567890, 1e-4, 1e-5, 0.1, 5e-324, 100000, 1000000, 1234567.5}
func exponents(x float64) string {
	return fmt.Sprint(x) + fmt.Sprint(-x)
}

//prove:with []float64{0, 1, -1, 0.5, 1.5, 2.5, 0.05, 1e20, 1e21, 1e300, 123456789.123456789, 5e-324, 1e-7, -0.0004}
//prove:with _
func fixed(x float64) string {
	return fmt.Sprintf("%f ", x) + fmt.Sprintf("%.0f", x) + fmt.Sprintf("%.1f", x) + fmt.Sprintf("%.2f", x) + fmt.Sprintf("%.3f", x)
}

func fixedMore(x float64) string {
	return fmt.Sprintf("%.4f ", x) + fmt.Sprintf("%.5f", x) + fmt.Sprintf("%.6f", x)
}

func special() string {
	inf, nan := math.Inf(1), math.NaN()
	minus, zero := math.Inf(-1), math.Copysign(0, -1)
	return fmt.Sprintf("%f", inf) + fmt.Sprintf("%.1f", minus) + fmt.Sprintf("%.2f", nan) + fmt.Sprintf("%.0f", zero)
}
