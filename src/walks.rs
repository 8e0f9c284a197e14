//! What can be walked, node by node, forward and backward: formulas, and models with few samples.

use crate::config::Config;
use crate::error::{Error, Result, code};
use crate::graph::walk::{Given, Walk, walk};
use crate::objective::Objective;

/// The most samples of a model: a reader looks at every number.
pub const MOST_SAMPLES: usize = 6;

/// The loss of an objective at a point, and its gradient.
///
/// # Errors
/// If there are more samples than anybody would look at, or `point` is none of the objective's.
pub fn objective(config: &Config, point: &[f64]) -> Result<Walk> {
    let (graph, loss) = config.objective.loss_graph();
    let variables = config.objective.variables().iter().zip(point);
    let mut given: Vec<Given> =
        variables.map(|(name, &x)| Given { name: (*name).to_owned(), values: vec![x], parameter: true }).collect();
    if let Objective::Model(model, data) = &*config.objective {
        if data.len() > MOST_SAMPLES {
            let samples = data.len();
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("samples is {samples}; the graph shows every number and takes up to {MOST_SAMPLES}."),
                format_args!("samples 是 {samples}；计算图显示每个数，最多 {MOST_SAMPLES} 个样本。"),
            )
            .on("samples"));
        }
        let column = |k: usize| data.inputs.column(k).to_vec();
        let columns = model.inputs.iter().enumerate().map(|(k, name)| (*name, column(k)));
        let columns = columns.chain([("y", data.answers().to_vec())]);
        given.extend(columns.map(|(name, values)| Given { name: name.to_owned(), values, parameter: false }));
    }
    walk(&graph, loss, &given, &[])
}
