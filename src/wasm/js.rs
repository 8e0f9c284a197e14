//! What figures call of JavaScript.
//!
//! The whole engine has `js-sys` and `web-sys`. Their functions that take closures stay in the WebAssembly, called or not: more
//! than a page should load.

#[cfg(not(feature = "full"))]
pub(super) use few::*;
#[cfg(feature = "full")]
pub(super) use js_sys::{
    Array, ArrayBuffer, DataView, Float64Array, Number, Object, Reflect, Uint8ClampedArray, Uint32Array, parse_float,
};
#[cfg(feature = "full")]
pub(super) use web_sys::{CanvasRenderingContext2d, ImageData, console::error_1};

#[cfg(not(feature = "full"))]
mod few {
    use wasm_bindgen::Clamped;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = parseFloat)]
        pub fn parse_float(text: &str) -> f64;
        #[wasm_bindgen(js_namespace = console, js_name = error)]
        pub fn error_1(message: &JsValue);

        pub type Reflect;
        #[wasm_bindgen(static_method_of = Reflect, catch)]
        pub fn set(target: &JsValue, key: &JsValue, value: &JsValue) -> Result<bool, JsValue>;

        pub type ArrayBuffer;
        #[wasm_bindgen(static_method_of = ArrayBuffer, js_name = isView)]
        pub fn is_view(value: &JsValue) -> bool;

        pub type DataView;

        pub type Number;
        #[wasm_bindgen(method, catch, js_name = toString)]
        pub fn to_string_with_radix(this: &Number, radix: u8) -> Result<String, JsValue>;

        #[wasm_bindgen(typescript_type = "CanvasRenderingContext2D")]
        pub type CanvasRenderingContext2d;
        #[wasm_bindgen(method, catch, js_name = putImageData)]
        pub fn put_image_data(
            this: &CanvasRenderingContext2d,
            image: &ImageData,
            x: f64,
            y: f64,
        ) -> Result<(), JsValue>;

        pub type ImageData;
        #[wasm_bindgen(constructor, catch)]
        pub fn new_with_u8_clamped_array(pixels: Clamped<&[u8]>, width: u32) -> Result<ImageData, JsValue>;
    }

    #[wasm_bindgen]
    extern "C" {
        pub type Object;
        #[wasm_bindgen(constructor)]
        pub fn new() -> Object;
        #[wasm_bindgen(static_method_of = Object)]
        pub fn entries(of: &Object) -> Array;
    }

    #[wasm_bindgen]
    extern "C" {
        #[derive(Clone)]
        #[wasm_bindgen(is_type_of = Array::is_array)]
        pub type Array;
        #[wasm_bindgen(constructor)]
        pub fn new() -> Array;
        #[wasm_bindgen(static_method_of = Array)]
        pub fn from(list: &JsValue) -> Array;
        #[wasm_bindgen(static_method_of = Array, js_name = isArray)]
        pub fn is_array(value: &JsValue) -> bool;
        #[wasm_bindgen(method, getter)]
        pub fn length(this: &Array) -> u32;
        #[wasm_bindgen(method, indexing_getter)]
        pub fn get(this: &Array, at: u32) -> JsValue;
        #[wasm_bindgen(method)]
        pub fn push(this: &Array, value: &JsValue) -> u32;
    }

    impl Array {
        pub fn iter(&self) -> impl Iterator<Item = JsValue> + '_ {
            (0..self.length()).map(|at| self.get(at))
        }
    }

    /// A typed array, which copies the numbers that it is made from.
    macro_rules! typed_array {
        ($name:ident, $typescript:literal, $number:ty) => {
            #[wasm_bindgen]
            extern "C" {
                #[wasm_bindgen(typescript_type = $typescript)]
                pub type $name;
                #[wasm_bindgen(constructor)]
                fn copied(numbers: &[$number]) -> $name;
            }

            impl From<&[$number]> for $name {
                fn from(numbers: &[$number]) -> Self {
                    Self::copied(numbers)
                }
            }
        };
    }

    typed_array!(Float64Array, "Float64Array", f64);
    typed_array!(Uint32Array, "Uint32Array", u32);
    typed_array!(Uint8ClampedArray, "Uint8ClampedArray", u8);
}
