"""PyTorch, float64, eager: torch.nn.functional, autograd and torch.optim."""

import torch
import torch.nn.functional as F

from data import digest
from networks import biases, problem, training

torch.set_num_threads(1)

version = f"torch {torch.__version__}"


def tensors(request):
    x, t, weights = problem(request)
    labels = torch.from_numpy(t.argmax(1))
    return torch.from_numpy(x), labels, list(zip(weights, biases(weights)))


def predict(params, x):
    for i, (W, b) in enumerate(params):
        if W.ndim == 4:
            x = F.max_pool2d(F.relu(F.conv2d(x, W, b)), 2).flatten(1)
        else:
            x = torch.addmm(b, x, W)
            x = F.relu(x) if i < len(params) - 1 else x
    return x


def copies(start, grad):
    return [
        tuple(torch.tensor(array, requires_grad=grad) for array in layer) for layer in start
    ]


def trained(new_optimizer):
    def prepare(request):
        x, labels, start = tensors(request)

        def begin():
            params = copies(start, True)
            optimizer = new_optimizer([p for layer in params for p in layer])

            def step():
                optimizer.zero_grad()
                loss = F.cross_entropy(predict(params, x), labels)
                loss.backward()
                optimizer.step()
                return loss.detach()

            return step

        return training(begin)

    return prepare


def inference(request):
    x, _, start = tensors(request)
    params = copies(start, False)

    def run():
        with torch.no_grad():
            return predict(params, x)

    return run, lambda: digest(run())


def numerical_gradient(request, h=1e-4):
    x, labels, start = tensors(request)
    params = copies(start, False)
    b = params[0][1]

    @torch.no_grad()
    def run():
        g = []
        for i, kept in enumerate(b.tolist()):
            b[i] = kept + h
            above = F.cross_entropy(predict(params, x), labels).item()
            b[i] = kept - h
            g.append((above - F.cross_entropy(predict(params, x), labels).item()) / (2 * h))
            b[i] = kept
        return g

    return run, run


work = {
    "trainBySgd": trained(lambda params: torch.optim.SGD(params, lr=0.1)),
    "trainByAdam": trained(lambda params: torch.optim.Adam(params, lr=0.001, eps=1e-8)),
    "inference": inference,
    "numericalGradient": numerical_gradient,
}
