//! What is minimised: a formula, or a model with data. Either is a graph from parameters to a loss.

mod data;
pub mod models;
pub mod step;
pub mod surfaces;

pub use data::Data;

use crate::error::Result;
use crate::formula::Formula;
use crate::graph::{Graph, Node, Plan};
use models::Model;

/// What is minimised.
#[derive(Clone)]
pub enum Objective {
    /// A function of one or two parameters.
    Formula(Formula),
    /// The mean loss of a model over its samples.
    Model(&'static Model, Data),
}

/// What a plan computes besides the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Nothing.
    Loss,
    /// The gradient.
    Gradient,
    /// The gradient and the matrix of second derivatives.
    Hessian,
}

impl Objective {
    /// The objective that a formula states.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn formula(text: &str) -> Result<Self> {
        Formula::parse(text).map(Objective::Formula)
    }

    /// Names of the parameters.
    pub fn variables(&self) -> &'static [&'static str] {
        match self {
            Objective::Formula(formula) => formula.variables,
            Objective::Model(model, _) => model.variables,
        }
    }

    /// Number of parameters.
    pub fn dim(&self) -> usize {
        self.variables().len()
    }

    /// The samples, where there are any.
    pub fn data(&self) -> Option<&Data> {
        match self {
            Objective::Formula(_) => None,
            Objective::Model(_, data) => Some(data),
        }
    }

    /// How many points a plan of many lanes should take at a time, for its buffers to stay in the cache.
    pub fn block(&self) -> usize {
        match self.data() {
            None => 256,
            Some(data) => (4096 / data.len().max(1)).clamp(2, 256),
        }
    }

    /// A plan for the loss over all samples, at up to `lanes` points at a time. Inputs: the parameters. Outputs: the loss;
    /// then, as `order` says, the gradient's components, then the Hessian's, by rows.
    pub fn plan(&self, order: Order, lanes: usize) -> Plan<f64> {
        let built = self.build(self.data().map_or(0, Data::len), order);
        let mut plan = if lanes > 1 {
            Plan::fast(&built.graph, &built.outputs, lanes)
        } else {
            Plan::new(&built.graph, &built.outputs, 1)
        };
        self.set_data(&mut plan);
        plan
    }

    /// Writes the samples into a plan whose inputs are the parameters, the samples, and whatever follows.
    pub(crate) fn set_data(&self, plan: &mut Plan<f64>) {
        if let Objective::Model(model, data) = self {
            for column in 0..model.inputs.len() {
                let values: Vec<f64> = data.flat().iter().skip(column).step_by(model.inputs.len()).copied().collect();
                plan.set_input(self.dim() + column, &values);
            }
            plan.set_input(self.dim() + model.inputs.len(), data.answers());
        }
    }

    /// An evaluation of `size` samples at a time.
    pub fn batch(&self, size: usize) -> Batch {
        let mut built = self.build(size, Order::Gradient);
        built.outputs.push(built.prediction);
        Batch { plan: Plan::new(&built.graph, &built.outputs, 1), dim: self.dim() }
    }

    /// The graph from the parameters, and then the samples, to the loss over all samples.
    pub fn loss_graph(&self) -> (Graph, Node) {
        let built = self.build(self.data().map_or(0, Data::len), Order::Loss);
        (built.graph, built.outputs[0])
    }

    fn build(&self, samples: usize, order: Order) -> Built {
        let (mut graph, params, loss, prediction) = match self {
            Objective::Formula(formula) => {
                (formula.graph.clone(), formula.graph.inputs().to_vec(), formula.root, formula.root)
            }
            Objective::Model(model, _) => {
                let mut graph = Graph::new();
                let params: Vec<Node> = model.variables.iter().map(|_| graph.input(&[])).collect();
                let inputs: Vec<Node> = model.inputs.iter().map(|_| graph.input(&[samples])).collect();
                let target = graph.input(&[samples]);
                let score = (model.predict)(&mut graph, &params, &inputs);
                let losses = (model.loss)(&mut graph, score, target);
                let loss = graph.mean(losses);
                let prediction = (model.link)(&mut graph, score);
                (graph, params, loss, prediction)
            }
        };
        let mut outputs = vec![loss];
        if order != Order::Loss {
            outputs.extend(graph.gradient(loss, &params));
        }
        if order == Order::Hessian {
            outputs.extend(graph.hessian(loss, &params));
        }
        Built { graph, outputs, prediction }
    }
}

struct Built {
    graph: Graph,
    outputs: Vec<Node>,
    prediction: Node,
}

/// Loss, gradient and predictions for a batch of samples.
pub struct Batch {
    plan: Plan<f64>,
    dim: usize,
}

impl Batch {
    /// Evaluates at `params` on the samples `indices`, as many as this was made for.
    pub fn evaluate(&mut self, objective: &Objective, params: &[f64], indices: &[u32]) {
        for (k, &p) in params.iter().enumerate() {
            self.plan.set_input(k, &[p]);
        }
        if let Objective::Model(model, data) = objective {
            let width = model.inputs.len();
            for column in 0..width {
                let into = self.plan.input(self.dim + column);
                for (into, &index) in into.iter_mut().zip(indices) {
                    *into = data.flat()[index as usize * width + column];
                }
            }
            let into = self.plan.input(self.dim + width);
            for (into, &index) in into.iter_mut().zip(indices) {
                *into = data.answers()[index as usize];
            }
        }
        self.plan.run(1);
    }

    /// The mean loss of the batch last evaluated.
    pub fn loss(&self) -> f64 {
        self.plan.output(0)[0]
    }

    /// Writes its gradient.
    pub fn gradient(&self, into: &mut [f64]) {
        for (k, into) in into.iter_mut().enumerate() {
            *into = self.plan.output(1 + k)[0];
        }
    }

    /// The prediction for each sample; for a formula, its value.
    pub fn predictions(&self) -> &[f64] {
        self.plan.output(1 + self.dim)
    }
}
